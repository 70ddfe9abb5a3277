import type { Mailing, MailLedger } from '../../functions/feedback/mail/mail-ledger.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { CONTACT, FEEDBACK } from './feedback-store-contract.ts';

export interface LedgerUnderTest {
  readonly store: FeedbackStore;
  readonly ledger: MailLedger;
}

export type CreateLedger = (now: () => number) => LedgerUnderTest;

const NEWS: Mailing = { id: FEEDBACK.id, name: 'news', secretHash: 'hash' };
const QUESTION: Mailing = { ...NEWS, name: 'ASK', asks: 'ann' };
const OTHER: Mailing = { ...QUESTION, id: 'other' };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The behaviour every MailLedger owes its callers. */
export function describeMailLedger(adapter: string, create: CreateLedger): void {
  describe(`${adapter} as a mail ledger`, () => {
    let nowMs = 0;
    let store: FeedbackStore;
    let ledger: MailLedger;

    beforeEach(async () => {
      nowMs = Date.parse(FEEDBACK.receivedAt);
      ({ store, ledger } = create(() => nowMs));
      await store.add(FEEDBACK, CONTACT);
      await store.add({ ...FEEDBACK, id: 'other' }, CONTACT);
    });

    test('gives each mail to one, until it is sent, and then to nobody', async () => {
      expect(await ledger.claim(NEWS)).toBe('claimed');
      expect(await ledger.claim(NEWS)).toBe('busy');
      expect(await ledger.claim({ ...NEWS, name: 'more news' })).toBe('claimed');
      await ledger.settle(NEWS);
      expect(await ledger.claim(NEWS)).toBe('settled');
      nowMs += 30 * DAY_MS;
      expect(await ledger.claim(NEWS)).toBe('settled');
    });

    test('gives it again where it was not sent, or whoever had it is gone', async () => {
      await ledger.claim(NEWS);
      await ledger.release(NEWS);
      expect(await ledger.claim(NEWS)).toBe('claimed');
      nowMs += 2 * MINUTE_MS - 1;
      expect(await ledger.claim(NEWS)).toBe('busy');
      nowMs += 1;
      expect(await ledger.claim(NEWS)).toBe('claimed');
    });

    test('lets the link of the mail open, before it is sent', async () => {
      await ledger.claim(NEWS);
      expect((await store.read(FEEDBACK.id))?.contact).toMatchObject({ mailSecretHash: 'hash' });
      await ledger.claim({ ...NEWS, name: 'after the key was changed', secretHash: 'new' });
      expect((await store.read(FEEDBACK.id))?.contact).toMatchObject({ mailSecretHash: 'new' });
    });

    test('lets nobody be asked twice a day, about whatever, and by name alone', async () => {
      expect(await ledger.claim(QUESTION)).toBe('claimed');
      await ledger.settle(QUESTION);
      expect(await ledger.claim(OTHER)).toBe('asked');
      expect(await ledger.claim({ ...OTHER, asks: 'bob' })).toBe('claimed');
      expect((await store.read(FEEDBACK.id))?.contact).toHaveProperty('mailSecretHash');
      nowMs += DAY_MS - 1;
      expect(await ledger.claim({ ...OTHER, name: 'b' })).toBe('asked');
      nowMs += 1;
      expect(await ledger.claim({ ...OTHER, name: 'b' })).toBe('claimed');
      nowMs += DAY_MS;
      expect(await ledger.claim(QUESTION)).toBe('settled');
    });

    test('leaves nothing of a question that came too early', async () => {
      await ledger.claim(QUESTION);
      await ledger.claim(OTHER);
      expect((await store.read('other'))?.contact).toEqual(CONTACT);
      nowMs += DAY_MS;
      expect(await ledger.claim(OTHER)).toBe('claimed');
    });

    test('gives a question again where whoever had it is gone, on the same day', async () => {
      await ledger.claim(QUESTION);
      nowMs += 2 * MINUTE_MS;
      expect(await ledger.claim(QUESTION)).toBe('claimed');
    });

    test('lets another ask where a question was not sent, but takes no day from anybody else', async () => {
      await ledger.claim(QUESTION);
      await ledger.release(QUESTION);
      expect(await ledger.claim(OTHER)).toBe('claimed');
      await ledger.release(QUESTION);
      expect(await ledger.claim(QUESTION)).toBe('asked');
    });

    test.each<[string, () => Promise<unknown>]>([
      ['is erased', () => store.erase(FEEDBACK.id)],
      ['wants no more mails', () => store.changeContact(FEEDBACK.id, { stoppedAt: 'now' })],
      ['is over its time', async () => (nowMs += 180 * DAY_MS)],
    ])('gives none where the feedback or its contact %s', async (_, end) => {
      await end();
      expect(await ledger.claim(NEWS)).toBe('unwanted');
      expect(await ledger.claim(QUESTION)).toBe('unwanted');
    });

    test('brings nothing of erased feedback back', async () => {
      await ledger.claim(QUESTION);
      await store.erase(FEEDBACK.id);
      await ledger.settle(QUESTION);
      await ledger.release(QUESTION);
      expect(await store.read(FEEDBACK.id)).toBeUndefined();
    });

    test('gives one of two at once', async () => {
      const claims = await Promise.all([ledger.claim(QUESTION), ledger.claim(OTHER)]);
      expect(claims.sort()).toEqual(['asked', 'claimed']);
    });
  });
}
