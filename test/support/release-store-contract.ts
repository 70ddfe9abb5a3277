import { EMPTY_LEDGER, enter } from '../../functions/releases/ledger.ts';
import type { Mark } from '../../functions/releases/mark.ts';
import { recordMark } from '../../functions/releases/record-mark.ts';
import type { ReleaseStore } from '../../functions/releases/release-store.ts';

/** The behaviour every ReleaseStore owes its callers. */
export function describeReleaseStore(
  adapter: string,
  createStore: () => ReleaseStore | Promise<ReleaseStore>,
): void {
  const begun: Mark = {
    kind: 'started',
    markId: 'm1',
    releaseId: 'r1',
    commit: 'c1',
    at: '2026-11-23T09:00:00.000Z',
  };
  const live: Mark = { ...begun, kind: 'live', markId: 'm2', at: '2026-11-23T09:01:00.000Z' };

  describe(`${adapter} as a release store`, () => {
    test('knows no current release before the first is live', async () => {
      const store = await createStore();
      await recordMark(store, begun);
      expect(await store.current()).toBeUndefined();
    });

    test('knows what is live, of which commit, since when', async () => {
      const store = await createStore();
      await recordMark(store, begun);
      await recordMark(store, live);
      expect(await store.current()).toEqual({ releaseId: 'r1', commit: 'c1', since: live.at });
    });

    test('keeps each deployment of a release', async () => {
      const store = await createStore();
      for (const mark of [begun, live]) await recordMark(store, mark);
      await recordMark(store, { ...begun, markId: 'm3', at: '2026-11-23T10:00:00.000Z' });
      expect(await store.deploymentsOf('r1')).toMatchObject([
        { deploymentId: 'm1', status: 'live', startedAt: begun.at, liveAt: live.at },
        { deploymentId: 'm3', status: 'deploying', previousReleaseId: 'r1' },
      ]);
      expect(await store.deploymentsOf('r2')).toEqual([]);
    });

    test('withdraws a deployment that a late mark turns into part of another', async () => {
      const store = await createStore();
      for (const mark of [live, begun]) await recordMark(store, mark);
      expect(await store.deploymentsOf('r1')).toMatchObject([
        { deploymentId: 'm1', status: 'live', startedAt: begun.at, liveAt: live.at },
      ]);
    });

    test('forgets the current release when the service is gone', async () => {
      const store = await createStore();
      for (const mark of [begun, live]) await recordMark(store, mark);
      await recordMark(store, { ...live, kind: 'ended', markId: 'm3', at: '2026-11-24T00:00:00Z' });
      expect(await store.current()).toBeUndefined();
    });

    test('lets one of two writers win, and keeps nothing of the other', async () => {
      const store = await createStore();
      const one = enter(EMPTY_LEDGER, begun);
      const other = enter(EMPTY_LEDGER, { ...begun, markId: 'm9', releaseId: 'r9' });
      expect(await store.save(one)).toBe(true);
      expect(await store.save(other)).toBe(false);
      expect(await store.deploymentsOf('r9')).toEqual([]);
    });

    test('keeps what a release consists of, as it was said last, apart from its deployments', async () => {
      const store = await createStore();
      const commits = { repository: 'acme/shop', commits: ['0123456789ab#12'] };
      expect(await store.commitsOf('r1')).toBeUndefined();
      await store.keepCommits('r1', { commits: ['123456789abc'] });
      await store.keepCommits('r1', commits);
      expect(await store.commitsOf('r1')).toEqual(commits);
      expect(await store.commitsOf('r2')).toBeUndefined();
      expect(await store.deploymentsOf('r1')).toEqual([]);
    });

    test('keeps every mark of writers that meet', async () => {
      const store = await createStore();
      const marks = ['a', 'b', 'c', 'd'].map((id) => ({ ...begun, markId: id, releaseId: id }));
      await Promise.all(marks.map((mark) => recordMark(store, mark)));
      expect((await store.ledger()).marks).toHaveLength(4);
    });
  });
}
