import type { BetaClaims } from '../../functions/feedback/beta/beta-claims.ts';
import type { FeedbackStore } from '../../functions/feedback/store/feedback-store.ts';
import { CONTACT, FEEDBACK } from './feedback-store-contract.ts';

type Stores = {
  readonly feedback: FeedbackStore;
  readonly claims: BetaClaims;
};

/** The behaviour that all BetaClaims owe their callers. `createStores` gives empty ones. */
export function describeBetaClaims(adapter: string, createStores: () => Stores): void {
  describe(`${adapter} as claims of beta testers`, () => {
    async function reported(...ids: readonly string[]) {
      const stores = createStores();
      const { feedback, claims } = stores;
      const say = (
        id: string,
        wish: 'in' | 'out',
        confirmedAt: string | null = CONTACT.consentedAt,
      ) =>
        feedback.changeContact(id, {
          beta: { targetingKey: 'visitor-1', wish, turn: 1 },
          confirmedAt,
        });
      for (const id of ids) {
        await feedback.add({ ...FEEDBACK, id }, CONTACT);
        await say(id, 'in');
        await claims.follow(id, 'visitor-1');
      }
      return { ...stores, say };
    }

    test('there is one for who wants in and has confirmed, however often it is followed', async () => {
      const { claims } = await reported('a');
      await claims.follow('a', 'visitor-1');
      expect(await claims.isClaimed('visitor-1')).toBe(true);
      expect(await claims.isClaimed('visitor-2')).toBe(false);
    });

    test.each(['in', 'out'] as const)('there is none for who wants %s without it', async (wish) => {
      const { claims, say } = await reported('a');
      await say('a', wish, wish === 'in' ? null : CONTACT.consentedAt);
      await claims.follow('a', 'visitor-1');
      expect(await claims.isClaimed('visitor-1')).toBe(false);
    });

    test('it ends with the last feedback that makes it', async () => {
      const { claims, feedback, say } = await reported('a', 'b');
      await feedback.erase('a');
      await claims.follow('a', 'visitor-1');
      expect(await claims.isClaimed('visitor-1')).toBe(true);
      await say('b', 'out');
      await claims.follow('b', 'visitor-1');
      expect(await claims.isClaimed('visitor-1')).toBe(false);
    });

    test('what is erased does not come back by a record that comes late', async () => {
      const { claims, feedback } = await reported('a');
      await feedback.erase('a');
      await claims.follow('a', 'visitor-1');
      await claims.follow('a', 'visitor-1');
      expect(await claims.isClaimed('visitor-1')).toBe(false);
    });
  });
}
