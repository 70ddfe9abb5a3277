import { NO_FIGURES } from '../../functions/probes/store/figures.ts';
import type { Beat, Lease, ProbeStore, RunPart } from '../../functions/probes/store/probe-store.ts';
import { probeResult } from './probe-results.ts';

const NOW_MS = Date.parse('2026-11-23T09:30Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function part(difference: Partial<RunPart> = {}): RunPart {
  const at = '2026-11-23T09:30:01.000Z';
  return { at, group: 'rate-1m', region: 'eu-central-1', results: [probeResult()], ...difference };
}

function lease(difference: Partial<Lease> = {}): Lease {
  const from = new Date(NOW_MS);
  const until = new Date(NOW_MS + MINUTE_MS);
  const times = { scheduledAt: from, from, until };
  return { group: 'rate-1m', region: 'eu-central-1', holder: 'ann', ...times, ...difference };
}

/** Of the tick that comes after `lease()`'s. */
function nextLease(difference: Partial<Lease> = {}): Lease {
  const scheduledAt = new Date(NOW_MS + MINUTE_MS);
  return lease({ holder: 'bob', scheduledAt, from: scheduledAt, ...difference });
}

async function partsOf(store: ProbeStore, from: string, to: string): Promise<RunPart[]> {
  const parts: RunPart[] = [];
  for await (const each of store.partsBetween(new Date(from), new Date(to))) parts.push(each);
  return parts;
}

/** The behaviour every ProbeStore owes its callers. `createStore` gives an empty one on the clock it is given. */
export function describeProbeStore(
  adapter: string,
  createStore: (now: () => number) => ProbeStore,
): void {
  describe(`${adapter} as a store of probes`, () => {
    let nowMs: number;
    let stepMs: number;
    let store: ProbeStore;

    beforeEach(() => {
      nowMs = NOW_MS;
      stepMs = 0;
      store = createStore(() => {
        nowMs += stepMs;
        return nowMs;
      });
    });

    describe('results', () => {
      test('gives parts back as they were, oldest first, the first moment included and the last not', async () => {
        const times = ['08:59:59.999', '09:00:00.000', '09:30:01.000', '10:00:00.000'];
        const parts = times.map((time) => part({ at: `2026-11-23T${time}Z` }));
        for (const each of [...parts].reverse()) await store.keep(each);
        expect(await partsOf(store, '2026-11-23T09:00Z', '2026-11-23T10:00Z')).toEqual(
          parts.slice(1, 3),
        );
        expect(await partsOf(store, '2026-11-23T08:00Z', '2026-11-23T11:00Z')).toEqual(parts);
        expect(await partsOf(store, '2026-11-23T10:00:01Z', '2026-11-23T11:00Z')).toEqual([]);
      });

      test('keeps all that a result says', async () => {
        const results = [
          probeResult({ probe: 'ünï "code"\n', outcome: 'unknown', phases: {}, attempts: 0 }),
          probeResult({
            outcome: 'degraded',
            certificate: { daysLeft: 3, expiresAt: '2026-11-26', subject: 'a', issuer: 'b' },
            checks: [{ name: 'db', status: 'warn', observedValue: '9', output: 'slow' }],
            steps: [{ name: 'log in', outcome: 'up', sentence: 'ok', status: 200, phases: {} }],
            maintenance: true,
          }),
        ];
        await store.keep(part({ results }));
        const [kept] = await partsOf(store, '2026-11-23T09:00Z', '2026-11-23T10:00Z');
        expect(kept?.results).toEqual(results);
      });

      test('tells groups and regions of one moment apart, and keeps what comes twice once', async () => {
        const parts = [part({ group: 'cron-1' }), part({ region: 'eu-west-1' }), part(), part()];
        for (const each of parts) await store.keep(each);
        const kept = await partsOf(store, '2026-11-23T09:00Z', '2026-11-23T10:00Z');
        expect(kept.map(({ group, region }) => `${group} ${region}`).sort()).toEqual([
          'cron-1 eu-central-1',
          'rate-1m eu-central-1',
          'rate-1m eu-west-1',
        ]);
      });

      test('forgets results after a day and an hour, also where they are not deleted yet', async () => {
        await store.keep(part({ at: '2026-11-23T09:30:00.000Z' }));
        nowMs = NOW_MS + 25 * HOUR_MS;
        expect(await partsOf(store, '2026-11-22T00:00Z', '2026-11-25T00:00Z')).toHaveLength(1);
        nowMs += 1;
        expect(await partsOf(store, '2026-11-22T00:00Z', '2026-11-25T00:00Z')).toEqual([]);
      });

      test('adds the hours of a day up, each as it was kept last', async () => {
        const one = {
          ...NO_FIGURES,
          up: 50,
          down: 2,
          latencies: 52,
          latencySumMs: 5.5,
          slowestMs: 3,
        };
        const other = {
          ...NO_FIGURES,
          up: 1,
          degraded: 2,
          unknown: 3,
          inMaintenance: 4,
          latencies: 1,
        };
        await store.keepHour('home', new Date('2026-11-23T08:00Z'), { ...one, up: 7 });
        await store.keepHour('home', new Date('2026-11-23T08:00Z'), one);
        await store.keepHour('home', new Date('2026-11-23T07:00Z'), other);
        await store.keepHour('home', new Date('2026-11-22T23:00Z'), other);
        await store.keepHour('homes', new Date('2026-11-23T08:00Z'), one);
        expect(await store.days('home')).toEqual([
          { day: '2026-11-22', ...other },
          {
            day: '2026-11-23',
            up: 51,
            degraded: 2,
            down: 2,
            unknown: 3,
            inMaintenance: 4,
            latencies: 53,
            latencySumMs: 5.5,
            slowestMs: 3,
          },
        ]);
        expect(await store.days('nobody')).toEqual([]);
      });

      test('knows the latest 90 days, today among them', async () => {
        await store.keepHour('home', new Date(NOW_MS - 90 * DAY_MS), NO_FIGURES);
        await store.keepHour('home', new Date(NOW_MS - 89 * DAY_MS), NO_FIGURES);
        expect((await store.days('home')).map(({ day }) => day)).toEqual(['2026-08-26']);
      });
    });

    describe('leases', () => {
      test('gives a group to one run at a time', async () => {
        const both = await Promise.all([
          store.lease(lease()),
          store.lease(lease({ holder: 'bob' })),
        ]);
        expect(both.sort()).toEqual([false, true]);
        expect(await store.lease(nextLease({ from: new Date(NOW_MS + 1) }))).toBe(false);
        expect(await store.lease(nextLease({ group: 'rate-5m' }))).toBe(true);
        expect(await store.lease(nextLease({ region: 'eu-west-1' }))).toBe(true);
      });

      test('gives it to the next tick once it is given back, or over', async () => {
        const early = new Date(NOW_MS + 1);
        await store.lease(lease());
        await store.giveBack(lease());
        expect(await store.lease(nextLease({ from: early }))).toBe(true);
        const last = new Date(NOW_MS + 2 * MINUTE_MS);
        expect(await store.lease(nextLease({ holder: 'cid', scheduledAt: last }))).toBe(true);
      });

      test('gives no tick to a second run, and none that came before', async () => {
        await store.lease(lease());
        await store.giveBack(lease());
        const scheduledAt = new Date(NOW_MS - MINUTE_MS);
        expect(await store.lease(nextLease({ scheduledAt: new Date(NOW_MS) }))).toBe(false);
        expect(await store.lease(nextLease({ scheduledAt }))).toBe(false);
      });

      test('a run that asks again, since it did not hear the answer, still has it', async () => {
        expect(await store.lease(lease())).toBe(true);
        expect(await store.lease(lease())).toBe(true);
      });

      test('nobody gives back what another has', async () => {
        await store.giveBack(lease());
        expect(await store.lease(nextLease())).toBe(true);
        await store.giveBack(lease());
        const scheduledAt = new Date(NOW_MS + 2 * MINUTE_MS);
        const from = new Date(NOW_MS + MINUTE_MS - 1);
        expect(await store.lease(lease({ holder: 'cid', scheduledAt, from }))).toBe(false);
      });
    });

    describe('beats', () => {
      const ok: Beat = { at: '2026-11-23T09:00:00.000Z', outcome: 'ok' };

      test('knows the newest beat of each that is asked for', async () => {
        const failed: Beat = {
          at: '2026-11-23T09:10:00.000Z',
          outcome: 'failed',
          message: 'disk full',
        };
        await store.keepBeat('backup', ok);
        await store.keepBeat('backup', failed);
        await store.keepBeat('backup', ok); // came by a slower way
        await store.keepBeat('report', failed);
        await store.keepBeat('report', { ...ok, at: '2026-11-23T09:20:00.000Z' });
        await store.keepBeat('other', ok);
        expect(await store.beats(['backup', 'report', 'never'])).toEqual(
          new Map([
            ['backup', failed],
            ['report', { ...ok, at: '2026-11-23T09:20:00.000Z' }],
          ]),
        );
      });

      test('waits for a heartbeat from when it was first asked, whether it beats or not', async () => {
        await store.keepBeat('backup', ok);
        const first = new Date(NOW_MS);
        expect(await store.waitingSince(['backup'])).toEqual(new Map([['backup', first]]));
        await store.keepBeat('backup', { ...ok, at: '2026-11-23T09:31:00.000Z' });
        nowMs += MINUTE_MS;
        expect(await store.waitingSince(['backup', 'report'])).toEqual(
          new Map([
            ['backup', first],
            ['report', new Date(nowMs)],
          ]),
        );
        expect(await store.beats(['backup', 'report'])).toEqual(
          new Map([['backup', { ...ok, at: '2026-11-23T09:31:00.000Z' }]]),
        );
      });

      test('tells two who ask at once the same', async () => {
        stepMs = 1;
        const [one, other] = await Promise.all([
          store.waitingSince(['backup']),
          store.waitingSince(['backup']),
        ]);
        expect(one).toEqual(other);
      });
    });

    test('keeps the latest configuration of each region', async () => {
      const config = { targets: [], maintenance: [], allowPrivate: [], region: 'eu-central-1' };
      const latest = { ...config, allowPrivate: ['10.0.3.0/24'] };
      expect(await store.published('eu-central-1')).toBeUndefined();
      await store.publish(config);
      await store.publish(latest);
      expect(await store.published('eu-central-1')).toEqual(latest);
      expect(await store.published('eu-west-1')).toBeUndefined();
    });
  });
}
