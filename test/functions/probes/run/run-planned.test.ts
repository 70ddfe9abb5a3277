import type { Attempt } from '../../../../functions/probes/kinds/attempt.ts';
import type { AttemptResult } from '../../../../functions/probes/kinds/attempt-result.ts';
import type { Planned } from '../../../../functions/probes/run/plan-run.ts';
import type { Probed } from '../../../../functions/probes/run/probe-target.ts';
import { runPlanned } from '../../../../functions/probes/run/run-planned.ts';
import { Slots } from '../../../../functions/probes/run/slots.ts';
import type { Target } from '../../../../functions/probes/targets/target.ts';
import { systemTimer } from '../../../../functions/shared/timer.ts';
import { httpTarget, httpTargets } from '../../../support/probe-targets.ts';

const WELL: AttemptResult = { outcome: 'up', sentence: 'status was 200', status: 200, phases: {} };
const BROKEN: AttemptResult = { ...WELL, outcome: 'down', sentence: 'status was 503' };
const START = '2026-11-23T09:30:00.000Z';

const nowMs = () => performance.now();

beforeEach(() => {
  jest.useFakeTimers({ now: new Date(START) });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Probes all; the results in the order in which they came, each with the second that it came in. */
async function run(
  plan: readonly (Target | Planned)[],
  attempt: Attempt,
  totalMs = 50_000,
): Promise<(Probed & { readonly second: number })[]> {
  const results: (Probed & { readonly second: number })[] = [];
  const endMs = nowMs() + totalMs;
  const running = runPlanned(
    plan.map((each) => ('target' in each ? each : { target: each, waitMs: 0 })),
    {
      attempt,
      slots: new Slots({ count: 10, nowMs, startTimer: systemTimer }),
      now: () => new Date(),
      msLeft: () => endMs - nowMs(),
      startTimer: systemTimer,
      onResult: (probed) => {
        const second = (Date.now() - Date.parse(START)) / 1_000;
        results.push({ ...probed, second });
      },
    },
  );
  await jest.runAllTimersAsync();
  await running;
  return results;
}

/** Answers the first attempt, the second, and so on, each after some time; the last answer is repeated. */
function answering(answers: readonly AttemptResult[], afterMs = 20): Attempt {
  const left = [...answers];
  return async () => {
    await new Promise((done) => setTimeout(done, afterMs));
    return (left.length > 1 ? left.shift() : left[0]) ?? WELL;
  };
}

test('a target that answers well is up at the first attempt', async () => {
  expect(await run([httpTarget()], answering([WELL]))).toEqual([
    { ...WELL, probe: 'home', at: START, attempts: 1, second: 0.02 },
  ]);
});

test('one bad answer is forgiven when the next is good', async () => {
  expect(await run([httpTarget()], answering([BROKEN, WELL]))).toMatchObject([
    { outcome: 'up', attempts: 2, at: '2026-11-23T09:30:00.020Z' },
  ]);
});

test('two bad answers in a row are down', async () => {
  const second = { ...BROKEN, sentence: 'status was 502' };
  expect(await run([httpTarget()], answering([BROKEN, second]))).toMatchObject([
    { outcome: 'down', attempts: 2, sentence: 'status was 502' },
  ]);
});

test.each(['degraded', 'unknown'] as const)('%s is not asked again', async (outcome) => {
  const attempt = answering([{ ...WELL, outcome }, BROKEN]);
  expect(await run([httpTarget()], attempt)).toMatchObject([{ outcome, attempts: 1 }]);
});

test('a failure that the prober fails to confirm is unknown', async () => {
  const attempt = answering([BROKEN, { ...WELL, outcome: 'unknown' }]);
  expect(await run([httpTarget()], attempt)).toMatchObject([{ outcome: 'unknown' }]);
});

test('a failure is confirmed before others have their turn', async () => {
  const targets = httpTargets(50);
  const attempt: Attempt = ({ name }) =>
    answering([name === 'target-0' ? BROKEN : WELL], 40)(httpTarget());
  const order = (await run(targets, attempt)).map(({ probe }) => probe);
  expect(order.indexOf('target-0')).toBeLessThan(20);
});

test('a failure that there is no time to confirm is told, and condemns no target', async () => {
  const answer = { ...BROKEN, status: 503, latencyMs: 20, phases: { dnsMs: 1 } };
  expect(await run([httpTarget()], answering([answer], 100), 1_050)).toEqual([
    {
      probe: 'home',
      at: START,
      outcome: 'unknown',
      sentence: `${BROKEN.sentence}; this was not confirmed: there was no time left in this run`,
      phases: { dnsMs: 1 },
      attempts: 1,
      second: 0.1,
    },
  ]);
});

test('a target that could not be finished in this run is not tried, and is unknown', async () => {
  expect(await run([httpTarget()], answering([WELL]), 999)).toMatchObject([
    { outcome: 'unknown', attempts: 0, sentence: 'there was no time left for it in this run' },
  ]);
});

test('when the time is over, what is finished counts, and all else is unknown at once', async () => {
  const targets = httpTargets(12);
  const attempt: Attempt = ({ name }) =>
    answering([WELL], name === 'target-3' ? 60_000 : 20)(httpTarget());
  const results = await run(targets, attempt, 5_000);
  expect(results).toHaveLength(12);
  expect(results.at(-1)).toMatchObject({ probe: 'target-3', outcome: 'unknown', second: 5 });
  expect(results.slice(0, -1).every(({ outcome }) => outcome === 'up')).toBe(true);
});

test('a defect of the prober condemns no target', async () => {
  const attempt = () => Promise.reject(new TypeError('x is not a function'));
  expect(await run([httpTarget()], attempt)).toMatchObject([
    { outcome: 'unknown', sentence: 'the prober failed: x is not a function' },
  ]);
});

test('a job that was late once is not asked again, and nothing was sent', async () => {
  const target: Target = {
    kind: 'heartbeat',
    name: 'backup',
    group: 'rate-1m',
    giveUpAfterMs: 1_000,
    expect: [],
    periodMs: 1,
    graceMs: 1,
  };
  expect(await run([target], answering([BROKEN, WELL]))).toMatchObject([
    { outcome: 'down', attempts: 0 },
  ]);
});

test('targets that never answer delay none of the others, though all slots had one', async () => {
  const targets = httpTargets(50, { giveUpAfterMs: 10_000 });
  const isStuck = (name: string) => Number(name.split('-')[1]) < 10;
  const attempt: Attempt = ({ name }) =>
    answering([isStuck(name) ? BROKEN : WELL], isStuck(name) ? 10_000 : 20)(httpTarget());
  const results = await run(targets, attempt);
  expect(results).toHaveLength(50);
  expect(results.slice(0, 40).every(({ outcome }) => outcome === 'up')).toBe(true);
  expect(results[39]?.second).toBeLessThan(1);
  expect(results.slice(40).every(({ outcome, second }) => outcome === 'down' && second < 21)).toBe(
    true,
  );
});

test('a target of more than once a minute has a result each time, before those that wait', async () => {
  const plan = [0, 10_000, 20_000].map((waitMs) => ({ target: httpTarget(), waitMs }));
  const others = httpTargets(300, { giveUpAfterMs: 2_000 });
  const attempt: Attempt = ({ name }) =>
    answering([WELL], name === 'home' ? 20 : 1_999)(httpTarget());
  const results = await run([...plan, ...others], attempt, 25_000);
  const seconds = results
    .filter(({ probe }) => probe === 'home')
    .map(({ second }) => Math.floor(second));
  expect(seconds).toEqual([0, 10, 20]);
  expect(results).toHaveLength(303);
});

test('what is due after the time of the run is unknown', async () => {
  const plan = [0, 50_000].map((waitMs) => ({ target: httpTarget(), waitMs }));
  const results = await run(plan, answering([WELL]), 30_000);
  expect(results.map(({ outcome }) => outcome)).toEqual(['up', 'unknown']);
});

test.each([
  ['in time', 0],
  ['cut off', 50_000],
])('leaves no timer behind when it ends %s', async (_, waitMs) => {
  const running = runPlanned([{ target: httpTarget(), waitMs }], {
    attempt: answering([WELL]),
    slots: new Slots({ count: 10, nowMs, startTimer: systemTimer }),
    now: () => new Date(),
    msLeft: () => 30_000,
    startTimer: systemTimer,
    onResult: () => undefined,
  });
  await jest.advanceTimersByTimeAsync(30_000);
  await running;
  expect(jest.getTimerCount()).toBe(0);
});
