import type { ChallengeKeys } from '../../functions/feedback/challenge/challenge-keys.ts';
import type { ChallengeStore } from '../../functions/feedback/challenge/challenge-store.ts';

const FIRST: ChallengeKeys = { current: 'first', fromEpochSeconds: 1_000 };
const SECOND: ChallengeKeys = { current: 'second', fromEpochSeconds: 2_000, previous: 'first' };

/** The behaviour every ChallengeStore owes its callers. */
export function describeChallengeStore(adapter: string, createStore: () => ChallengeStore): void {
  describe(`${adapter} as a store of challenges`, () => {
    let store: ChallengeStore;

    beforeEach(() => {
      store = createStore();
    });

    test('knows nothing at first', async () => {
      expect(await store.read()).toEqual({});
    });

    test('takes keys from the one who has seen the latest', async () => {
      expect(await store.replaceKeys(undefined, FIRST)).toBe(true);
      expect(await store.replaceKeys(undefined, SECOND)).toBe(false);
      expect(await store.replaceKeys(SECOND, FIRST)).toBe(false);
      expect(await store.read()).toEqual({ keys: FIRST });
      expect(await store.replaceKeys(FIRST, SECOND)).toBe(true);
      expect(await store.read()).toEqual({ keys: SECOND });
    });

    test('who asks for solutions leaves keys for them, and no others where there are some', async () => {
      await store.requireUntil(5_000, FIRST);
      expect(await store.read()).toEqual({ keys: FIRST, requiredUntilEpochSeconds: 5_000 });
      await store.requireUntil(6_000, SECOND);
      expect(await store.read()).toEqual({ keys: FIRST, requiredUntilEpochSeconds: 6_000 });
      expect(await store.replaceKeys(FIRST, SECOND)).toBe(true);
      expect(await store.read()).toEqual({ keys: SECOND, requiredUntilEpochSeconds: 6_000 });
    });

    test('asks no shorter than it was asked already', async () => {
      await store.requireUntil(6_000, FIRST);
      await store.requireUntil(5_000, FIRST);
      expect((await store.read()).requiredUntilEpochSeconds).toBe(6_000);
    });

    test('counts posts by minute, each once though many come at a time', async () => {
      const minutes = ['2026-11-23T09:05', '2026-11-23T09:05', '2026-11-23T09:06'];
      const counts = await Promise.all(minutes.map((minute) => store.countPost(minute)));
      expect(counts.slice(0, 2).sort()).toEqual([1, 2]);
      expect(counts[2]).toBe(1);
    });
  });
}
