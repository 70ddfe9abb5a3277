import { createClock } from '../../../../local/driven-clock.ts';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { type LambdaCloud, startLambdaCloud } from '../../../support/lambda-cloud.ts';

let cloud: LambdaCloud;
afterEach(() => cloud.stop());

test('a function keeps to driven time from one invocation to the next, and to its own pace within each', async () => {
  cloud = await startLambdaCloud({
    emulators: [lambda],
    clock: createClock({ speed: 3600 }),
    functions: {
      pace: {
        source: `exports.handler = async (_event, context) => {
          const startMs = Date.now();
          await new Promise((resolve) => setTimeout(resolve, 200));
          return { startMs, tookMs: Date.now() - startMs, leftMs: context.getRemainingTimeInMillis() };
        }`,
      },
    },
  });
  const hour = 3_600_000;
  for (let run = 0; run < 2; run++) {
    const beforeMs = cloud.clock.now();
    const { payload } = await cloud.invoke('pace');
    expect(payload.startMs).toBeGreaterThanOrEqual(beforeMs - 10);
    expect(payload.startMs).toBeLessThan(cloud.clock.now() + hour);
    expect(payload.tookMs).toBeGreaterThan(190);
    expect(payload.tookMs).toBeLessThan(2000);
    expect(payload.leftMs).toBeGreaterThan(500);
    expect(payload.leftMs).toBeLessThan(3000);
  }
});

test('time stands within an invocation while the clock stands; the timeout does not', async () => {
  cloud = await startLambdaCloud({
    emulators: [lambda],
    functions: {
      pace: {
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
