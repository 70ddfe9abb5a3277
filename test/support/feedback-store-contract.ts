import type { Feedback } from '../../functions/feedback/feedback.ts';
import type { FeedbackStore } from '../../functions/feedback/feedback-store.ts';
import { idempotencyClaim } from '../../functions/feedback/idempotency.ts';
import type { NoticeLedger } from '../../functions/feedback/notice-ledger.ts';

type Store = FeedbackStore & NoticeLedger;

export const FEEDBACK: Feedback = {
  id: '0c8a3f04-5d1e-4c55-9f0e-0d5ac3b1a001',
  receivedAt: '2026-11-23T09:00:00.000Z',
  kind: 'bug',
  message: 'Pay does nothing',
  context: { release: 'a1b2c3d4e5f6', toggles: { 'new-checkout': 'on' } },
};

const OTHER: Feedback = { ...FEEDBACK, id: 'other', receivedAt: '2026-11-23T09:00:05.000Z' };
const RECEIPT = { id: FEEDBACK.id, receivedAt: FEEDBACK.receivedAt };

/** The behaviour every FeedbackStore owes its callers. `createStore` gives an empty one on the clock it is given. */
export function describeFeedbackStore(
  adapter: string,
  createStore: (now: () => number) => Promise<Store> | Store,
): void {
  let nowMs = 0;
  const claimOf = (body: string, key = 'retry-1') => idempotencyClaim('tenant', key, body, nowMs);

  describe(`${adapter} as a feedback store`, () => {
    let store: Store;

    beforeEach(async () => {
      nowMs = Date.parse('2026-11-23T09:00Z');
      store = await createStore(() => nowMs);
    });

    test('keeps feedback whole', async () => {
      expect(await store.add(FEEDBACK)).toEqual(RECEIPT);
      expect(await store.find(FEEDBACK.id)).toEqual(FEEDBACK);
    });

    test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
      'keeps a toggle that is called %s, as objects have one by birth',
      async (key) => {
        const feedback = { ...FEEDBACK, context: { toggles: { [key]: 'on' } } };
        await store.add(feedback, claimOf('body'));
        expect(await store.find(FEEDBACK.id)).toEqual(feedback);
      },
    );

    test.each(['nobody', '__proto__', ''])('finds nothing under the id %j', async (id) => {
      expect(await store.find(id)).toBeUndefined();
    });

    test('answers a repeated request with the first receipt, and keeps it once', async () => {
      await store.add(FEEDBACK, claimOf('body'));
      expect(await store.add(OTHER, claimOf('body'))).toEqual(RECEIPT);
      expect(await store.find('other')).toBeUndefined();
    });

    test('refuses a key that came with another body', async () => {
      await store.add(FEEDBACK, claimOf('body'));
      const reused = store.add(OTHER, claimOf('other body'));
      await expect(reused).rejects.toMatchObject({ code: 'idempotency_key_reused' });
      expect(await store.find('other')).toBeUndefined();
    });

    test('keeps one of two requests with one key that come at once', async () => {
      const outcomes = await Promise.allSettled([
        store.add(FEEDBACK, claimOf('body')),
        store.add(OTHER, claimOf('body')),
      ]);
      const kept = [await store.find(FEEDBACK.id), await store.find('other')].filter(Boolean);
      expect(kept).toHaveLength(1);
      const receipts = outcomes.flatMap((each) =>
        each.status === 'fulfilled' ? each.value.id : [],
      );
      expect(new Set(receipts)).toEqual(new Set([kept[0]?.id]));
    });

    test('forgets a key after 24 hours, though TTL has not deleted it', async () => {
      await store.add(FEEDBACK, claimOf('body'));
      nowMs += 24 * 60 * 60 * 1000;
      expect(await store.add(OTHER, claimOf('other body'))).toMatchObject({ id: 'other' });
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
