import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { cloudwatch } from '../../../../local/emulators/cloudwatch.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY, latencyAlarm, MINUTE_MS } from '../../../support/latency-metric.ts';

const TICK_MS = 10_000;

let cloud: TestCloud;
let client: CloudWatchClient;

async function start(different: object): Promise<void> {
  const template = { Resources: { Slow: latencyAlarm(different) } };
  cloud = await startTestCloud(template, { emulators: [cloudwatch, iam] });
  client = new CloudWatchClient(cloud.client);
  await cloud.clock.advance(MINUTE_MS - (cloud.clock.now() % MINUTE_MS));
}
afterEach(async () => {
  client.destroy();
  await cloud.stop();
});

/** `Counts` many times 99, or one value, so many milliseconds from now. */
async function put(inMs: number, value: number, count = 1): Promise<void> {
  const { MetricName, Dimensions, Namespace } = LATENCY;
  const Timestamp = new Date(cloud.clock.now() + inMs);
  const measured = { Values: [value], Counts: [count], StorageResolution: 1 };
  const MetricData = [{ MetricName, Dimensions, Timestamp, ...measured }];
  await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
}

async function state(): Promise<string | undefined> {
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({}));
  return MetricAlarms[0]?.StateValue;
}

test.each([
  [10, ['ALARM', 'OK', 'OK', 'OK']],
  [20, ['ALARM', 'ALARM', 'OK', 'OK']],
  [30, ['ALARM', 'ALARM', 'ALARM', 'OK']],
])('an alarm of %i seconds looks every ten at those that end now', async (Period, expected) => {
  await start({ Period, Statistic: 'Maximum' });
  await put(5_000, 99);
  for (const inMs of [15_000, 25_000, 35_000]) await put(inMs, 1);
  const seen: (string | undefined)[] = [];
  for (const _ of expected) {
    await cloud.clock.advance(TICK_MS);
    seen.push(await state());
  }
  expect(seen).toEqual(expected);
});

test('an alarm of minutes is looked at each minute, over the minutes that end then', async () => {
  await start({ Period: 180, Statistic: 'Sum', Threshold: 2 });
  for (const minute of [0, 1, 2]) await put(minute * MINUTE_MS + 1_000, 1);
  await put(3 * MINUTE_MS + 1_000, 0);
  const seen: (string | undefined)[] = [];
  for (let minute = 0; minute < 4; minute++) {
    await cloud.clock.advance(MINUTE_MS);
    seen.push(await state());
  }
  expect(seen).toEqual(['OK', 'OK', 'ALARM', 'OK']);
});

test.each([
  ['p99', 999, 1_000],
  ['p50', 19, 20],
  ['p10', 99, 100],
])(
  '%s of %i samples decides nothing where few are to be ignored; %i are enough',
  async (ExtendedStatistic, few, enough) => {
    const EvaluateLowSampleCountPercentile = 'ignore';
    await start({ Statistic: undefined, ExtendedStatistic, EvaluateLowSampleCountPercentile });
    await put(1_000, 99, few);
    await cloud.clock.advance(MINUTE_MS);
    expect(await state()).toBe('INSUFFICIENT_DATA');
    await put(1_000, 99, enough);
    await cloud.clock.advance(MINUTE_MS);
    expect(await state()).toBe('ALARM');
  },
);
