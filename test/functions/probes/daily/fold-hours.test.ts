import { foldHours } from '../../../../functions/probes/daily/fold-hours.ts';
import { NO_FIGURES } from '../../../../functions/probes/store/figures.ts';
import { MemoryProbeStore } from '../../../../functions/probes/store/memory-probe-store.ts';
import type { ProbeResult } from '../../../../functions/probes/targets/probe-result.ts';
import { probeResult } from '../../../support/probe-results.ts';

const BEFORE = new Date('2026-11-23T01:05:00Z');

let store: MemoryProbeStore;
beforeEach(() => {
  store = new MemoryProbeStore(() => BEFORE.getTime());
});

async function keep(at: string, ...results: readonly ProbeResult[]): Promise<void> {
  await store.keep({ at, group: 'rate-1m', region: 'eu-central-1', results });
}

test('adds up what was seen of each probe in the last three full hours, day by day', async () => {
  await keep('2026-11-22T21:59:59.999Z', probeResult({ outcome: 'down' }));
  await keep('2026-11-22T22:00:00.000Z', probeResult(), probeResult({ probe: 'other' }));
  await keep('2026-11-22T23:59:00.000Z', probeResult({ outcome: 'down', latencyMs: 90 }));
  await keep('2026-11-23T00:30:00.000Z', probeResult({ outcome: 'degraded', latencyMs: 30 }));
  await keep('2026-11-23T01:00:00.000Z', probeResult({ outcome: 'down' }));
  await foldHours(store, BEFORE);
  expect(await store.days('home')).toEqual([
    {
      ...NO_FIGURES,
      day: '2026-11-22',
      up: 1,
      down: 1,
      latencies: 2,
      latencySumMs: 110,
      slowestMs: 90,
    },
    {
      ...NO_FIGURES,
      day: '2026-11-23',
      degraded: 1,
      latencies: 1,
      latencySumMs: 30,
      slowestMs: 30,
    },
  ]);
  expect(await store.days('other')).toMatchObject([{ day: '2026-11-22', up: 1 }]);
});

test('what comes in maintenance is counted, and nothing else of it', async () => {
  const { latencyMs: _, ...silent } = probeResult({ outcome: 'unknown' });
  await keep(
    '2026-11-23T00:30:00.000Z',
    silent,
    probeResult({ outcome: 'down', maintenance: true }),
  );
  await foldHours(store, BEFORE);
  expect(await store.days('home')).toEqual([
    { ...NO_FIGURES, day: '2026-11-23', unknown: 1, inMaintenance: 1 },
  ]);
});

test('folding again, or later, counts nothing twice', async () => {
  await keep('2026-11-23T00:30:00.000Z', probeResult());
  await foldHours(store, BEFORE);
  await foldHours(store, BEFORE);
  await foldHours(store, new Date('2026-11-23T02:05:00Z'));
  expect(await store.days('home')).toMatchObject([{ day: '2026-11-23', up: 1, latencies: 1 }]);
});
