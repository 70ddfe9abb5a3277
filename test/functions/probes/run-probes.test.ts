import type { Observation } from '../../../functions/probes/observation.ts';
import type { ProbeResult } from '../../../functions/probes/probe.ts';
import { type RunTools, runProbes } from '../../../functions/probes/run-probes.ts';
import type { ProbeTarget } from '../../../functions/probes/target.ts';

const well: Observation = {
  kind: 'answered',
  status: 200,
  phases: { firstByteMs: 20 },
  redirects: 0,
  isTruncated: false,
};
const broken: Observation = { ...well, status: 503 };

function someTargets(count: number): ProbeTarget[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `target-${index}`,
    url: 'http://example.com/',
    expectedStatus: [200, 299],
    latencyBudgetMs: 500,
    giveUpAfterMs: 1000,
  }));
}

async function run(
  targets: readonly ProbeTarget[],
  tools: Partial<RunTools> & Pick<RunTools, 'prober'>,
): Promise<ProbeResult[]> {
  const results: ProbeResult[] = [];
  await runProbes(targets, {
    nowMs: () => 0,
    worstDelaySince: () => 0,
    remainingMs: () => 50_000,
    waitMs: async () => undefined,
    onResult: (result) => results.push(result),
    ...tools,
  });
  return results;
}

/** Answers the first attempt, the second, and so on; the last answer is repeated. */
function answering(...observations: readonly Observation[]): RunTools['prober'] {
  const left = [...observations];
  return async () => (left.length > 1 ? left.shift() : left[0]) ?? well;
}

test('a target that answers well is up at the first attempt', async () => {
  expect(await run(someTargets(1), { prober: answering(well) })).toEqual([
    {
      probe: 'target-0',
      outcome: 'up',
      sentence: 'status was 200 after 20 ms',
      status: 200,
      latencyMs: 20,
      phases: { firstByteMs: 20 },
      attempts: 1,
    },
  ]);
});

test('one bad answer is forgiven when the next is good', async () => {
  const results = await run(someTargets(1), { prober: answering(broken, well) });
  expect(results).toMatchObject([{ outcome: 'up', attempts: 2 }]);
});

test('two bad answers in a row are down', async () => {
  const results = await run(someTargets(1), { prober: answering(broken) });
  expect(results).toMatchObject([
    { outcome: 'down', attempts: 2, sentence: 'status was 503, expected 200–299' },
  ]);
});

test('without time to confirm, what was seen counts', async () => {
  const left = [5000, 900];
  const remainingMs = () => left.shift() ?? 0;
  const results = await run(someTargets(1), { prober: answering(broken), remainingMs });
  expect(results).toMatchObject([{ outcome: 'down', attempts: 1 }]);
});

test('a target that could not be finished in this run is not tried, and is unknown', async () => {
  const results = await run(someTargets(1), { prober: answering(well), remainingMs: () => 900 });
  expect(results).toMatchObject([{ outcome: 'unknown', attempts: 0 }]);
});

test('a defect of the prober condemns no target', async () => {
  const prober = () => Promise.reject(new TypeError('x is not a function'));
  expect(await run(someTargets(1), { prober })).toMatchObject([
    { outcome: 'unknown', sentence: 'the prober failed: x is not a function' },
  ]);
});

test('while the prober is late, availability counts and latency does not', async () => {
  const slow: Observation = { ...well, phases: { firstByteMs: 9000 } };
  const [late] = await run(someTargets(1), { prober: answering(slow), worstDelaySince: () => 5.1 });
  expect(late).toMatchObject({ outcome: 'up', sentence: 'status was 200' });
  expect(late).not.toHaveProperty('latencyMs');
  const [just] = await run(someTargets(1), { prober: answering(slow), worstDelaySince: () => 5 });
  expect(just).toMatchObject({ outcome: 'down', latencyMs: 9000 });
});

test('every target gets exactly one result, at most ten at once', async () => {
  let running = 0;
  let most = 0;
  const prober = async () => {
    running++;
    most = Math.max(most, running);
    await new Promise((settle) => setTimeout(settle, 1));
    running--;
    return well;
  };
  const results = await run(someTargets(50), { prober });
  expect(results.map(({ probe }) => probe).sort()).toEqual(
    someTargets(50)
      .map(({ name }) => name)
      .sort(),
  );
  expect(most).toBe(10);
});

test('one that never answers delays none of the others', async () => {
  const finished: string[] = [];
  let release = () => {};
  const stuck = new Promise<Observation>((settle) => {
    release = () => settle(broken);
  });
  const running = run(someTargets(50), {
    prober: ({ name }) => (name === 'target-0' ? stuck : Promise.resolve(well)),
    onResult: ({ probe }) => finished.push(probe),
  });
  while (finished.length < 49) await new Promise((settle) => setTimeout(settle, 1));
  release();
  await running;
  expect(finished.at(-1)).toBe('target-0');
});

test('starts are staggered', async () => {
  const waits: number[] = [];
  const waitMs = async (durationMs: number) => {
    waits.push(durationMs);
  };
  await run(someTargets(3), { prober: answering(well), waitMs });
  expect(waits).toEqual([0, 5, 10]);
});
