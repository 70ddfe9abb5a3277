import { ResultKeeper } from '../../../../functions/probes/run/result-keeper.ts';
import type { RunPart } from '../../../../functions/probes/store/probe-store.ts';
import { systemTimer } from '../../../../functions/shared/timer.ts';
import { probeResult } from '../../../support/probe-results.ts';

const START = '2026-11-23T09:30:00.000Z';

let parts: RunPart[];
let failures: number;
let reported: unknown[];
let keeper: ResultKeeper;
beforeEach(() => {
  jest.useFakeTimers({ now: new Date(START) });
  parts = [];
  failures = 0;
  reported = [];
  keeper = new ResultKeeper({
    store: { keep },
    run: { group: 'rate-1m', region: 'eu-central-1' },
    now: Date.now,
    startTimer: systemTimer,
    report: (error) => reported.push(error),
  });
});
afterEach(() => {
  jest.useRealTimers();
});

async function keep(part: RunPart): Promise<void> {
  if (failures-- > 0) throw new Error('DynamoDB does not answer');
  parts.push(part);
}

function add(...probes: readonly string[]): void {
  for (const probe of probes) keeper.add(probeResult({ probe }));
}

const kept = () => parts.map(({ results }) => results.map(({ probe }) => probe).join(' '));

test('keeps the results of a short run together, with its group and region', async () => {
  add('a', 'b');
  await keeper.keep();
  expect(parts).toEqual([
    {
      at: START,
      group: 'rate-1m',
      region: 'eu-central-1',
      results: [probeResult({ probe: 'a' }), probeResult({ probe: 'b' })],
    },
  ]);
  expect(jest.getTimerCount()).toBe(0);
});

test('keeps nothing where there is nothing', async () => {
  await keeper.keep();
  expect(parts).toEqual([]);
});

test('what came is kept after five seconds, though the run goes on', async () => {
  add('a');
  await jest.advanceTimersByTimeAsync(4_000);
  add('b');
  await jest.advanceTimersByTimeAsync(999);
  expect(kept()).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(kept()).toEqual(['a b']);
  add('c');
  await jest.advanceTimersByTimeAsync(5_000);
  await keeper.keep();
  expect(kept()).toEqual(['a b', 'c']);
});

test('no two parts have the same moment, however fast they come, and none is earlier than one before', async () => {
  add('a');
  await keeper.keep();
  add('b');
  await keeper.keep();
  jest.setSystemTime(new Date('2026-11-23T09:29:00Z'));
  add('c');
  await keeper.keep();
  expect(parts.map(({ at }) => at)).toEqual([
    START,
    '2026-11-23T09:30:00.001Z',
    '2026-11-23T09:30:00.002Z',
  ]);
});

test('what could not be kept is kept the next time, as the very same part', async () => {
  failures = 1;
  add('a');
  await keeper.keep();
  expect(reported).toEqual([new Error('DynamoDB does not answer')]);
  await jest.advanceTimersByTimeAsync(5_000);
  add('b');
  await keeper.keep();
  expect(kept()).toEqual(['a', 'b']);
  expect(parts.map(({ at }) => at)).toEqual([START, '2026-11-23T09:30:05.000Z']);
});
