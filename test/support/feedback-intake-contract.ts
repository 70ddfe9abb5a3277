import { idempotencyClaim } from '../../functions/feedback/idempotency.ts';
import type { FeedbackIntake } from '../../functions/feedback/store/feedback-intake.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { CONTACT, FEEDBACK } from './feedback-store-contract.ts';

type CreateIntake = (now: () => number) => {
  readonly intake: FeedbackIntake;
  /** What came in through it. */
  readonly store: FeedbackStore;
};

const OTHER = { ...FEEDBACK, id: 'other' };
const RECEIPT = { id: FEEDBACK.id, receivedAt: FEEDBACK.receivedAt };
const NOW_MS = Date.parse(FEEDBACK.receivedAt);
const DAY_MS = 24 * 60 * 60 * 1000;

/** The behaviour every FeedbackIntake owes its callers, besides that of `FeedbackStore.add`. */
export function describeFeedbackIntake(adapter: string, createIntake: CreateIntake): void {
  let nowMs = NOW_MS;
  const claimOf = (body: string) =>
    idempotencyClaim('tenant', 'retry-1-of-nobody-else', body, NOW_MS);
  const spent = { solutionHash: 'solution', expiresAtEpochSeconds: NOW_MS / 1000 + 600 };

  describe(`${adapter} as an intake of feedback`, () => {
    let intake: FeedbackIntake;
    let store: FeedbackStore;

    beforeEach(() => {
      nowMs = NOW_MS;
      ({ intake, store } = createIntake(() => nowMs));
    });

    test('takes a solution once, and keeps nothing of the post that brings it again', async () => {
      expect(await intake.add({ feedback: FEEDBACK, spent })).toEqual(RECEIPT);
      const again = intake.add({ feedback: OTHER, contact: CONTACT, spent });
      await expect(again).rejects.toMatchObject({ code: 'challenge_required' });
      expect(await store.find(FEEDBACK.id)).toEqual(FEEDBACK);
      expect(await store.read(OTHER.id)).toBeUndefined();
    });

    test('of posts that bring one solution at the same time one is kept', async () => {
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      const results = await Promise.allSettled(
        ids.map((id) => intake.add({ feedback: { ...FEEDBACK, id }, spent })),
      );
      const kept = await Promise.all(ids.map((id) => store.find(id)));
      expect(kept.filter(Boolean)).toHaveLength(1);
      const refused = results.flatMap((each) => (each.status === 'rejected' ? each.reason : []));
      expect(refused.map(({ code }) => code)).toEqual(ids.slice(1).map(() => 'challenge_required'));
    });

    test('a request that is sent again with its solution is answered as the first', async () => {
      const claim = claimOf('body');
      await intake.add({ feedback: FEEDBACK, claim, spent });
      expect(await intake.add({ feedback: OTHER, claim, spent })).toEqual(RECEIPT);
      expect(await store.find(OTHER.id)).toBeUndefined();
    });

    test('another key does not save a spent solution', async () => {
      await intake.add({ feedback: FEEDBACK, spent });
      const again = intake.add({ feedback: OTHER, claim: claimOf('body'), spent });
      await expect(again).rejects.toMatchObject({ code: 'challenge_required' });
      expect(await intake.receiptOf(claimOf('body'))).toBeUndefined();
      expect(await store.find(OTHER.id)).toBeUndefined();
    });

    test('tells what came of a claim, for a day', async () => {
      expect(await intake.receiptOf(claimOf('body'))).toBeUndefined();
      await intake.add({ feedback: FEEDBACK, claim: claimOf('body') });
      expect(await intake.receiptOf(claimOf('body'))).toEqual(RECEIPT);
      const reused = intake.receiptOf(claimOf('another body'));
      await expect(reused).rejects.toMatchObject({ code: 'idempotency_key_reused' });
      nowMs += DAY_MS;
      expect(await intake.receiptOf(claimOf('body'))).toBeUndefined();
    });
  });
}
