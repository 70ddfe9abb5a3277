import type { Attempt } from '../../../../functions/probes/kinds/attempt.ts';
import type { AttemptResult } from '../../../../functions/probes/kinds/attempt-result.ts';
import { Punctuality } from '../../../../functions/probes/run/punctuality.ts';
import type { RunMetrics } from '../../../../functions/probes/run/run-metrics.ts';
import { runTick } from '../../../../functions/probes/run/run-tick.ts';
import type { RunTools } from '../../../../functions/probes/run/run-tools.ts';
import { MemoryProbeStore } from '../../../../functions/probes/store/memory-probe-store.ts';
import type { RunPart } from '../../../../functions/probes/store/probe-store.ts';
import { systemTimer } from '../../../../functions/shared/timer.ts';
import { httpTarget, httpTargets } from '../../../support/probe-targets.ts';

const WELL: AttemptResult = {
  outcome: 'up',
  sentence: 'status was 200',
  latencyMs: 20,
  phases: {},
};
const REGION = 'eu-central-1';
const TICK = { group: 'rate-1m', scheduledAt: new Date('2026-11-23T09:30:00Z') };

interface Published {
  readonly probe: string | undefined;
  readonly metrics: Readonly<Record<string, number>>;
  readonly details: Readonly<Record<string, unknown>>;
}

let store: MemoryProbeStore;
let published: Published[];
let logged: string[];
let runs: number;
let punctuality: Punctuality;
beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-23T09:30:02Z') });
  store = new MemoryProbeStore(Date.now);
  published = [];
  logged = [];
  runs = 0;
  punctuality = new Punctuality();
});
afterEach(() => {
  jest.useRealTimers();
});

const metrics: RunMetrics = {
  add: (_at, { Probe: probe }, values, details) => {
    const entries = Object.entries(values).map(([name, { value }]) => [name, value]);
    published.push({ probe, metrics: Object.fromEntries(entries), details });
  },
  flush: async () => undefined,
};

/** Runs a tick; the clock passes until it has ended. */
async function run(tools: Partial<RunTools> = {}, tick = TICK): Promise<void> {
  await Promise.all([begin(tools, tick), jest.runAllTimersAsync()]);
}

function begin(tools: Partial<RunTools> = {}, tick = TICK): Promise<void> {
  const note = (message: string) => void logged.push(message);
  const endMs = Date.now() + 50_000;
  const limits = { holder: `run-${++runs}`, exchangesAtOnce: 10, msLeft: () => endMs - Date.now() };
  return runTick(tick, limits, {
    targets: [httpTarget()],
    region: REGION,
    store,
    punctuality,
    attempt: async () => WELL,
    loopDelay: { start: () => undefined, stop: () => undefined, worstSince: () => 1.6 },
    metrics,
    log: { warn: note, error: note },
    inMaintenance: () => false,
    knownRelease: async () => 'r1',
    now: () => new Date(),
    nowMs: () => performance.now(),
    startTimer: systemTimer,
    ...tools,
  });
}

async function kept(): Promise<RunPart[]> {
  const parts: RunPart[] = [];
  const from = new Date('2026-11-23T09:00Z');
  for await (const part of store.partsBetween(from, new Date('2026-11-23T10:00Z')))
    parts.push(part);
  return parts;
}

/** Answers by the target's name. */
function attempting(answers: Readonly<Record<string, Partial<AttemptResult>>>): Attempt {
  return async ({ name }) => ({ ...WELL, ...answers[name] });
}

test('publishes and keeps each result, and then the run', async () => {
  await run();
  expect(published).toEqual([
    {
      probe: 'home',
      metrics: { Up: 1, Latency: 20 },
      details: expect.objectContaining({ outcome: 'up', attempts: 1, release: 'r1' }),
    },
    {
      probe: undefined,
      metrics: { Runs: 1, LoopDelay: 2, Unknown: 0 },
      details: { group: 'rate-1m', results: 1, durationMs: 0 },
    },
  ]);
  const result = { ...WELL, probe: 'home', at: '2026-11-23T09:30:02.000Z', attempts: 1 };
  expect(await kept()).toEqual([
    { at: '2026-11-23T09:30:02.000Z', group: 'rate-1m', region: REGION, results: [result] },
  ]);
  expect(logged).toEqual([]);
});

test('a result is published as it comes, and kept soon after, not at the end of the run', async () => {
  let settle: (result: AttemptResult) => void = () => undefined;
  const stuck = new Promise<AttemptResult>((done) => {
    settle = done;
  });
  const attempt: Attempt = ({ name }) => (name === 'target-0' ? stuck : Promise.resolve(WELL));
  const running = begin({ targets: httpTargets(50), attempt });
  await jest.advanceTimersByTimeAsync(5_500);
  expect(published.map(({ probe }) => probe)).toHaveLength(49);
  expect((await kept()).flatMap(({ results }) => results)).toHaveLength(49);
  settle(WELL);
  await Promise.all([running, jest.runAllTimersAsync()]);
  expect((await kept()).flatMap(({ results }) => results)).toHaveLength(50);
});

test('counts results that say nothing, but not a job that need not have run yet', async () => {
  const unknown = { outcome: 'unknown', sentence: 'no token' } as const;
  await run({
    targets: httpTargets(3),
    attempt: attempting({ 'target-0': unknown, 'target-2': { ...unknown, notYet: true } }),
  });
  expect(published.at(-1)?.metrics).toMatchObject({ Runs: 1, Unknown: 1 });
});

test('in maintenance results are kept and marked, and publish no metric', async () => {
  const inMaintenance = (probe: string, at: Date) =>
    probe === 'target-1' && at.toISOString() === '2026-11-23T09:30:02.000Z';
  await run({
    targets: httpTargets(2),
    attempt: attempting({ 'target-1': { outcome: 'degraded' } }),
    inMaintenance,
  });
  expect(published.map(({ metrics: values }) => Object.keys(values).length)).toEqual([2, 0, 3]);
  const [{ results } = { results: [] }] = await kept();
  expect(results.map(({ maintenance }) => maintenance)).toEqual([undefined, true]);
});

test('in maintenance is what began in it, and all metrics of a run are sent when it has ended', async () => {
  const sent: number[] = [];
  await run({
    attempt: () => new Promise((done) => setTimeout(() => done(WELL), 3_000)),
    inMaintenance: (_, at) => at < new Date('2026-11-23T09:30:03Z'),
    metrics: { ...metrics, flush: async () => void sent.push(published.length) },
  });
  expect(published.map(({ metrics: { Up: up, Runs: ran } }) => up ?? ran)).toEqual([undefined, 1]);
  expect(sent.at(-1)).toBe(2);
});

test('a late tick is not made up', async () => {
  punctuality.latenessMs(TICK, new Date()); // others came in time
  jest.setSystemTime(new Date('2026-11-23T09:31:00.001Z'));
  await run();
  expect([published, await kept()]).toEqual([[], []]);
  expect(logged).toEqual(['A tick came too late and is not made up']);
});

test.each(['09:25:02', '09:35:02'])(
  'a clock that says %s at half past nine silences no prober, and moves no probe within its minute',
  async (time) => {
    jest.setSystemTime(new Date(`2026-11-23T${time}Z`));
    await run({ targets: [httpTarget({ everySeconds: 30 })] });
    expect(published.filter(({ probe }) => probe === 'home')).toHaveLength(2);
    jest.setSystemTime(new Date(`2026-11-23T${time.replace(':02', ':59')}Z`));
    await run({}, { ...TICK, scheduledAt: new Date('2026-11-23T09:31:00Z') });
    expect(published.filter(({ probe }) => probe === 'home')).toHaveLength(3);
    expect(logged).toEqual([]);
  },
);

test('a tick is left out while the run before it goes on, and run when it has ended', async () => {
  const next = { ...TICK, scheduledAt: new Date('2026-11-23T09:31:00Z') };
  const stuck: Attempt = () => new Promise((done) => setTimeout(() => done(WELL), 45_000));
  const first = begin({ attempt: stuck });
  await jest.advanceTimersByTimeAsync(40_000);
  await begin({}, next);
  expect(logged).toEqual(['A tick is left out: it is being run, or the run before it goes on']);
  await Promise.all([first, jest.runAllTimersAsync()]);
  expect(published.filter(({ probe }) => probe === 'home')).toHaveLength(1);
  await run({}, next);
  expect(published.filter(({ probe }) => probe === 'home')).toHaveLength(2);
});

test('a tick that is delivered twice is run once', async () => {
  await run();
  await run();
  expect(published.filter(({ probe }) => probe === 'home')).toHaveLength(1);
  expect(logged).toHaveLength(1);
});

test('a run whose container dies holds the group no longer than it could have run', async () => {
  const never = () => new Promise<never>(() => undefined);
  void begin({ knownRelease: never, startTimer: () => () => undefined });
  const next = { ...TICK, scheduledAt: new Date('2026-11-23T09:31:00Z') };
  await jest.advanceTimersByTimeAsync(49_999);
  await run({}, next);
  expect(published).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  await run({}, next);
  expect(published).toHaveLength(2);
});

test('a database that says nothing costs five seconds, of which probes at their second know', async () => {
  jest.setSystemTime(TICK.scheduledAt);
  const never = () => new Promise<never>(() => undefined);
  const at: number[] = [];
  const attempt: Attempt = async () => {
    at.push(Date.now() - TICK.scheduledAt.getTime());
    return WELL;
  };
  const { keep, giveBack } = new MemoryProbeStore(Date.now);
  const silent = { keep: keep.bind(store), lease: never, giveBack: giveBack.bind(store) };
  const targets = [httpTarget({ everySeconds: 20 })];
  await run({ targets, attempt, store: silent, knownRelease: never });
  expect(at).toEqual([5_000, 20_000, 40_000]);
  expect(logged).toEqual(['The run has no lease, and goes on without']);
});

test('without the database everything is probed and published all the same', async () => {
  const fail = () => Promise.reject(new Error('DynamoDB does not answer'));
  await run({ store: { keep: fail, lease: fail, giveBack: fail } });
  expect(published).toHaveLength(2);
  expect(logged).toEqual([
    'The run has no lease, and goes on without',
    'Results could not be kept',
    'A lease could not be given back; it ends by itself',
  ]);
});

test('a group that has no target is bad wiring', async () => {
  await expect(run({}, { ...TICK, group: 'rate-5m' })).rejects.toThrow(
    "no target of the group 'rate-5m'",
  );
});
