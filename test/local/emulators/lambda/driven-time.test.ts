import { createClock } from '../../../../local/driven-clock.ts';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { type LambdaCloud, startLambdaCloud } from '../../../support/lambda-cloud.ts';

let cloud: LambdaCloud;
afterEach(() => cloud.stop());

/** Real time around and between two looks at each clock, so that a busy machine only moves the bounds. */
const PACE = `exports.handler = async (_event, context) => {
  const real = () => performance.now();
  const before = real();
  const startMs = Date.now();
  const leftAtFirstMs = context.getRemainingTimeInMillis();
  const between = real();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const after = real();
  const tookMs = Date.now() - startMs;
  const usedMs = leftAtFirstMs - context.getRemainingTimeInMillis();
  return { startMs, tookMs, usedMs, atLeastMs: after - between, atMostMs: real() - before };
}`;

test('a function keeps to driven time from one invocation to the next, and to its own pace within each', async () => {
  cloud = await startLambdaCloud({
    emulators: [lambda],
    clock: createClock({ speed: 3600 }),
    functions: { pace: { source: PACE, properties: { Timeout: 60 } } },
  });
  for (let run = 0; run < 2; run++) {
    const beforeMs = cloud.clock.now();
    const { payload } = await cloud.invoke('pace');
    expect(payload.startMs).toBeGreaterThanOrEqual(beforeMs - 10);
    expect(payload.startMs).toBeLessThanOrEqual(cloud.clock.now());
    for (const passedMs of [payload.tookMs, payload.usedMs]) {
      expect(passedMs).toBeGreaterThan(payload.atLeastMs - 2); // both count in whole milliseconds
      expect(passedMs).toBeLessThan(payload.atMostMs + 2);
    }
  }
});

test('time stands within an invocation while the clock stands; the timeout does not', async () => {
  cloud = await startLambdaCloud({
    emulators: [lambda],
    functions: {
      pace: {
        properties: { Timeout: 60 },
        source: `const loadedMs = Date.now(); exports.handler = async (_event, context) => {
          const beforeMs = context.getRemainingTimeInMillis();
          await new Promise((resolve) => setTimeout(resolve, 50));
          return { seen: [loadedMs, Date.now(), new Date().getTime()], passedMs: beforeMs - context.getRemainingTimeInMillis() };
        }`,
      },
    },
  });
  const startMs = cloud.clock.now();
  const { payload } = await cloud.invoke('pace');
  expect(payload.seen).toEqual([startMs, startMs, startMs]);
  expect(payload.passedMs).toBeGreaterThanOrEqual(45);
  await cloud.clock.advance(60_000);
  const later = await cloud.invoke('pace');
  expect(later.payload.seen).toEqual([startMs, startMs + 60_000, startMs + 60_000]);
});
