import type { Contact } from '../../functions/feedback/contact.ts';
import type { Feedback } from '../../functions/feedback/feedback.ts';
import type { FeedbackEvent, ReplyEvent } from '../../functions/feedback/feedback-event.ts';
import { idempotencyClaim } from '../../functions/feedback/idempotency.ts';
import type { NoticeLedger } from '../../functions/feedback/notice-ledger.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';

export type Store = FeedbackStore & NoticeLedger;

/** `createStore` gives an empty one on the clock it is given. */
export type CreateStore = (now: () => number) => Promise<Store> | Store;

export const FEEDBACK: Feedback = {
  id: '0c8a3f04-5d1e-4c55-9f0e-0d5ac3b1a001',
  receivedAt: '2026-11-23T09:00:00.000Z',
  kind: 'bug',
  message: 'Pay does nothing',
  context: { release: 'a1b2c3d4e5f6', toggles: { 'new-checkout': 'on' } },
  status: 'new',
  revision: 1,
  secretHash: 'hash-of-the-secret',
};

export const CONTACT: Contact = {
  email: 'ann@example.com',
  consentedAt: FEEDBACK.receivedAt,
};

export const REPLY: ReplyEvent = {
  type: 'reply',
  at: '2026-11-23T10:00:00.000Z',
  who: 'bob',
  text: 'We are on it.',
};

const OTHER: Feedback = { ...FEEDBACK, id: 'other', receivedAt: '2026-11-23T09:00:05.000Z' };
const RECEIPT = { id: FEEDBACK.id, receivedAt: FEEDBACK.receivedAt };
const DAY_MS = 24 * 60 * 60 * 1000;

/** The behaviour every FeedbackStore owes its callers. */
export function describeFeedbackStore(adapter: string, createStore: CreateStore): void {
  let nowMs = 0;
  const claimOf = (body: string, key = 'retry-1-of-nobody-else') =>
    idempotencyClaim('tenant', key, body, nowMs);

  describe(`${adapter} as a feedback store`, () => {
    let store: Store;

    beforeEach(async () => {
      nowMs = Date.parse('2026-11-23T09:00Z');
      store = await createStore(() => nowMs);
    });

    test('keeps feedback whole', async () => {
      expect(await store.add(FEEDBACK)).toEqual(RECEIPT);
      expect(await store.find(FEEDBACK.id)).toEqual(FEEDBACK);
      expect(await store.read(FEEDBACK.id)).toEqual({ feedback: FEEDBACK, events: [] });
    });

    test('keeps the contact beside it, with a key and without', async () => {
      await store.add(FEEDBACK, CONTACT);
      await store.add(OTHER, CONTACT, claimOf('body'));
      expect(await store.find(FEEDBACK.id)).toEqual(FEEDBACK);
      for (const { id } of [FEEDBACK, OTHER]) {
        expect((await store.read(id))?.contact).toEqual(CONTACT);
      }
    });

    test('keeps the first where one is added twice: the answer to it may have been lost', async () => {
      await store.add(FEEDBACK);
      const planned = await store.replace(FEEDBACK, { ...FEEDBACK, status: 'planned' });
      expect(await store.add(FEEDBACK)).toEqual(RECEIPT);
      expect(await store.find(FEEDBACK.id)).toEqual(planned);
    });

    test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
      'keeps a toggle that is called %s, as objects have one by birth',
      async (key) => {
        const feedback = { ...FEEDBACK, context: { toggles: { [key]: 'on' } } };
        await store.add(feedback, undefined, claimOf('body'));
        expect(await store.find(FEEDBACK.id)).toEqual(feedback);
      },
    );

    test.each(['nobody', '__proto__', ''])('finds nothing under the id %j', async (id) => {
      expect(await store.find(id)).toBeUndefined();
      expect(await store.read(id)).toBeUndefined();
    });

    test('answers a repeated request with the first receipt, and keeps it once', async () => {
      await store.add(FEEDBACK, undefined, claimOf('body'));
      expect(await store.add(OTHER, CONTACT, claimOf('body'))).toEqual(RECEIPT);
      expect(await store.read('other')).toBeUndefined();
    });

    test('refuses a key that came with another body', async () => {
      await store.add(FEEDBACK, undefined, claimOf('body'));
      const reused = store.add(OTHER, CONTACT, claimOf('other body'));
      await expect(reused).rejects.toMatchObject({ code: 'idempotency_key_reused' });
      expect(await store.read('other')).toBeUndefined();
    });

    test('keeps one of two requests with one key that come at once', async () => {
      const outcomes = await Promise.allSettled([
        store.add(FEEDBACK, CONTACT, claimOf('body')),
        store.add(OTHER, CONTACT, claimOf('body')),
      ]);
      const kept = [await store.find(FEEDBACK.id), await store.find('other')].filter(Boolean);
      expect(kept).toHaveLength(1);
      const receipts = outcomes.flatMap((each) =>
        each.status === 'fulfilled' ? each.value.id : [],
      );
      expect(new Set(receipts)).toEqual(new Set([kept[0]?.id]));
    });

    test('forgets a key after 24 hours, though TTL has not deleted it', async () => {
      await store.add(FEEDBACK, undefined, claimOf('body'));
      nowMs += DAY_MS;
      expect(await store.add(OTHER, undefined, claimOf('other body'))).toMatchObject({
        id: 'other',
      });
    });

    test('gives nothing that is older than 180 days, though TTL has not deleted it', async () => {
      await store.add(FEEDBACK, CONTACT);
      nowMs += 180 * DAY_MS - 1;
      expect(await store.find(FEEDBACK.id)).toEqual(FEEDBACK);
      nowMs += 1;
      expect(await store.find(FEEDBACK.id)).toBeUndefined();
      expect(await store.read(FEEDBACK.id)).toBeUndefined();
      expect(await store.list({ status: 'new', limit: 10 })).toEqual({ items: [] });
    });

    test('erases all that is known about feedback, and nothing of another', async () => {
      await store.add(FEEDBACK, CONTACT);
      await store.add(OTHER, CONTACT);
      await store.nameSubject(FEEDBACK.id, 'ann');
      await store.nameSubject(OTHER.id, 'ann');
      const link: FeedbackEvent = { ...REPLY, type: 'link', text: 'abc1234' };
      await store.replace(FEEDBACK, FEEDBACK, [REPLY, link, { ...link, at: OTHER.receivedAt }]);
      await store.erase(FEEDBACK.id);
      expect(await store.read(FEEDBACK.id)).toBeUndefined();
      expect(await store.idsOfSubject('ann')).toEqual([OTHER.id]);
      expect(await store.idsOfLink('abc1234')).toEqual([]);
      expect(await store.list({ status: 'new', limit: 10 })).toEqual({ items: [OTHER] });
    });

    test('erases twice, and what was never there', async () => {
      await store.add(FEEDBACK);
      await store.erase(FEEDBACK.id);
      await store.erase(FEEDBACK.id);
      await store.erase('nobody');
    });

    test('erases more than one transaction holds', async () => {
      await store.add(FEEDBACK);
      const replies = Array.from({ length: 90 }, () => REPLY);
      const once = await store.replace(FEEDBACK, FEEDBACK, replies);
      await store.replace(once, once, replies);
      expect((await store.read(FEEDBACK.id))?.events).toHaveLength(180);
      await store.erase(FEEDBACK.id);
      expect(await store.read(FEEDBACK.id)).toBeUndefined();
    });

    test('does not come back by a late retry of its own request', async () => {
      await store.add(FEEDBACK, CONTACT, claimOf('body'));
      await store.erase(FEEDBACK.id);
      expect(await store.add(OTHER, CONTACT, claimOf('body'))).toEqual(RECEIPT);
      expect(await store.read(OTHER.id)).toBeUndefined();
      expect(await store.read(FEEDBACK.id)).toBeUndefined();
    });

    test('tells apart what was announced', async () => {
      await store.add(FEEDBACK);
      expect(await store.findUnannounced(FEEDBACK.id)).toEqual(FEEDBACK);
      await store.markAnnounced(FEEDBACK.id);
      expect(await store.findUnannounced(FEEDBACK.id)).toBeUndefined();
      expect(await store.findUnannounced('nobody')).toBeUndefined();
    });
  });
}
