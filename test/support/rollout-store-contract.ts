import type { RolloutStore } from '../../functions/toggles/rollouts/rollout-store.ts';
import { bakingRollout, plannedRollout, START_MS } from './rollout-builders.ts';

const KEY = 'new-checkout';
const FIRST_RUN = { owner: 'first-run', untilMs: START_MS + 60_000 };
const SECOND_RUN = { owner: 'second-run', untilMs: START_MS + 90_000 };

/** The behaviour every RolloutStore owes its callers. `createStore` gives an empty one. */
export function describeRolloutStore(adapter: string, createStore: () => RolloutStore): void {
  async function storeWithOne() {
    const store = createStore();
    return { store, rollout: await store.create(plannedRollout()) };
  }

  describe(`${adapter} as a rollout store`, () => {
    test('is empty at first', async () => {
      const store = createStore();
      expect(await store.find(KEY)).toBeUndefined();
      expect(await store.listLive()).toEqual([]);
      expect(await store.lease(KEY, FIRST_RUN, START_MS)).toBeUndefined();
    });

    test('gives back what was created, as version 1', async () => {
      const { store, rollout } = await storeWithOne();
      expect(rollout).toEqual({ ...plannedRollout(), version: 1 });
      expect(await store.find(KEY)).toEqual(rollout);
      expect(await store.listLive()).toEqual([rollout]);
    });

    test('refuses a second one while the first is live, and takes it once that is over', async () => {
      const { store, rollout } = await storeWithOne();
      const other = { ...plannedRollout(), startedBy: 'bob' };
      await expect(store.create(other)).rejects.toMatchObject({
        code: 'rollout_conflict',
        message: expect.stringContaining('end it before you start another'),
      });
      const { pending: _none, ...over } = { ...rollout, state: 'aborted' as const };
      await store.save(over);
      expect(await store.listLive()).toEqual([]);
      const startedAt = '2026-11-24T09:00:00.000Z';
      const ended = await store.find(KEY);
      expect(await store.past(KEY)).toEqual([]);
      expect(await store.create({ ...plannedRollout(), startedAt })).toMatchObject({ startedAt });
      expect(await store.past(KEY)).toEqual([ended]); // who did what stays in the audit
      expect(await store.past('other')).toEqual([]);
    });

    test('keeps one live that is over, until its kill is done and the team was told', async () => {
      const { store, rollout } = await storeWithOne();
      const aborting = { ...rollout, state: 'aborted', pending: 'kill', untold: true } as const;
      const killed = await store.save(aborting);
      expect(await store.listLive()).toEqual([killed]);
      const { pending: _done, ...untold } = killed;
      const waiting = await store.save(untold);
      expect(await store.listLive()).toEqual([waiting]);
      await store.save({ ...waiting, untold: false });
      expect(await store.listLive()).toEqual([]);
    });

    test('lets exactly one of two writers of the same version win', async () => {
      const { store, rollout } = await storeWithOne();
      const outcomes = await Promise.allSettled([
        store.save({ ...rollout, state: 'paused' }),
        store.save({ ...rollout, step: 1 }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await store.find(KEY)).toMatchObject({ version: 2 });
      const late = store.save({ ...rollout, step: 2 });
      await expect(late).rejects.toMatchObject({ code: 'rollout_conflict' });
    });

    test('a write that arrives twice, because its answer was lost, is one write', async () => {
      const { store, rollout } = await storeWithOne();
      expect(await store.create(plannedRollout())).toEqual(rollout);
      const next = await store.save({ ...rollout, step: 1 });
      expect(await store.save({ ...rollout, step: 1 })).toEqual(next);
      expect(await store.find(KEY)).toEqual(next);
    });

    test('refuses to save into a later rollout of the same toggle', async () => {
      const { store, rollout } = await storeWithOne();
      const over = await store.save({ ...bakingRollout(0), state: 'finished' });
      expect(over.version).toBe(2);
      await store.create({ ...plannedRollout(), startedAt: '2026-11-24T09:00:00.000Z' });
      await expect(store.save({ ...rollout, step: 4 })).rejects.toMatchObject({
        code: 'rollout_conflict',
      });
    });

    test('leases a rollout to one run at a time', async () => {
      const { store, rollout } = await storeWithOne();
      expect(await store.lease(KEY, FIRST_RUN, START_MS)).toEqual(rollout);
      expect(await store.lease(KEY, SECOND_RUN, START_MS)).toBeUndefined();
      expect(await store.lease(KEY, FIRST_RUN, START_MS)).toEqual(rollout); // prolonged
      await store.release(KEY, SECOND_RUN.owner); // not its own
      expect(await store.lease(KEY, SECOND_RUN, START_MS)).toBeUndefined();
      await store.release(KEY, FIRST_RUN.owner);
      expect(await store.lease(KEY, SECOND_RUN, START_MS)).toEqual(rollout);
    });

    test('gives the lease of two that ask at once to one of them', async () => {
      const { store } = await storeWithOne();
      const leased = await Promise.all(
        [FIRST_RUN, SECOND_RUN].map((run) => store.lease(KEY, run, START_MS)),
      );
      expect(leased.filter((rollout) => rollout !== undefined)).toHaveLength(1);
    });

    test('a lease of the past binds nobody: its holder has crashed', async () => {
      const { store, rollout } = await storeWithOne();
      await store.lease(KEY, FIRST_RUN, START_MS);
      const { untilMs } = FIRST_RUN;
      expect(await store.lease(KEY, SECOND_RUN, untilMs - 1)).toBeUndefined();
      expect(await store.lease(KEY, SECOND_RUN, untilMs)).toEqual(rollout);
    });

    test('a lease gives the rollout as it is now, and a save leaves it leased', async () => {
      const { store, rollout } = await storeWithOne();
      await store.lease(KEY, FIRST_RUN, START_MS);
      const next = await store.save({ ...rollout, step: 1 });
      expect(await store.lease(KEY, SECOND_RUN, START_MS)).toBeUndefined();
      expect(await store.lease(KEY, FIRST_RUN, START_MS)).toEqual(next);
    });
  });
}
