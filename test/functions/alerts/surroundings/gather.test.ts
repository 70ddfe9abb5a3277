import {
  gather,
  type SurroundingSources,
} from '../../../../functions/alerts/surroundings/gather.ts';
import type { HistoryEntry } from '../../../../functions/toggles/store/change.ts';
import { at } from '../../../support/alerts.ts';

const HOUR = 3_600;

const entry = (seconds: number, difference: Partial<HistoryEntry> = {}): HistoryEntry => ({
  revision: 1,
  docVersion: 1,
  kind: 'edit',
  keys: ['new-checkout'],
  at: at(seconds),
  who: 'ada',
  why: 'because',
  summary: 'new-checkout: off -> on',
  ...difference,
});

function sources(difference: Partial<SurroundingSources> = {}): SurroundingSources {
  return {
    releases: { current: async () => undefined, deploymentsOf: async () => [] },
    history: async () => [],
    counts: { read: async () => [] },
    ...difference,
  };
}

/** At 09:10, of what began at 09:00. */
async function around(difference: Partial<SurroundingSources>) {
  const reported: unknown[] = [];
  const found = await gather(at(0), sources(difference), {
    nowMs: Date.parse(at(600)),
    report: (part) => reported.push(part),
    startTimer: (callback) => {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    },
  });
  return { ...found, reported };
}

test('toggles that were changed in the last six hours before it, and since; not what deployments or members did', async () => {
  const { toggles } = await around({
    history: async () => [
      entry(300, { keys: ['a', 'b'] }),
      entry(-6 * HOUR, { keys: ['c'] }),
      entry(-6 * HOUR - 1, { keys: ['old'] }),
      entry(0, { keys: ['seed'], isSeed: true }),
      entry(0, { keys: ['beta'], isMembership: true }),
    ],
  });
  expect(toggles.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  expect(toggles[0]).toEqual({
    key: 'a',
    at: at(300),
    what: 'new-checkout: off -> on',
    who: 'ada',
    why: 'because',
  });
});

test('an undo says what is served since, and that it is one', async () => {
  const { toggles } = await around({
    history: async () => [
      entry(300, { summary: 'a: on -> off (takes back 2)', undoes: 2 }),
      entry(200, { summary: 'a: restored', undoes: 3, kind: 'restore' }),
    ],
  });
  expect(toggles.map(({ what }) => what)).toEqual([
    'a: on -> off (takes back 2)',
    'a: restored (takes back 3)',
  ]);
});

test('feedback of the last day beside the day before it; what counts by toggle is counted once', async () => {
  const count = (hour: string, total: number, negative: number) => ({
    hour,
    release: 'r',
    total,
    negative,
  });
  const asked: string[] = [];
  const { feedback } = await around({
    counts: {
      read: async (from, to) => {
        asked.push(from, to);
        return [
          count('2026-11-23T09', 3, 2),
          count('2026-11-22T10', 4, 1),
          count('2026-11-22T09', 5, 3),
          { ...count('2026-11-23T09', 9, 9), served: { toggle: 't', variant: 'on' } },
        ];
      },
    },
  });
  expect(asked).toEqual(['2026-11-21T10', '2026-11-23T09']);
  expect(feedback).toEqual({ total: 7, negative: 3, before: { total: 5, negative: 3 } });
});

test('the release that users get, and what was there before', async () => {
  const current = { releaseId: 'r-2', commit: 'abc', since: at(-60) };
  const deployment = {
    deploymentId: 'd',
    releaseId: 'r-2',
    status: 'live',
    startedAt: at(-90),
    liveAt: at(-60),
    previousReleaseId: 'r-1',
  } as const;
  const { release } = await around({
    releases: { current: async () => current, deploymentsOf: async () => [deployment] },
  });
  expect(release).toEqual({ id: 'r-2', commit: 'abc', liveAt: at(-60), previous: 'r-1' });
});

test('an alert waits for nothing: what fails or hangs is named, and the rest is there', async () => {
  const { unavailable, reported, toggles } = await around({
    releases: { current: () => Promise.reject(new Error('down')), deploymentsOf: async () => [] },
    counts: { read: () => new Promise(() => undefined) },
    history: async () => [entry(0)],
  });
  expect(unavailable).toEqual(['feedback', 'release']);
  expect(reported).toEqual(expect.arrayContaining(['feedback', 'release']));
  expect(toggles).toHaveLength(1);
});
