import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { metricAge } from '../../../../functions/alerts/bands/metric-age.ts';
import { lookUpInCloudWatch } from '../../../../functions/alerts/roll-call/cloudwatch-alarms.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const ALARMS = 101;
const DAY_MS = 86_400_000;

let cloud: TestCloud;
let client: CloudWatchClient;

beforeAll(async () => {
  const alarm = (name: string) => ({
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: name,
      Namespace: 'Afterprod',
      MetricName: 'Up',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
    },
  });
  const names = Array.from({ length: ALARMS }, (_, index) => `a${index}`);
  cloud = await startTestCloud({
    Resources: Object.fromEntries(names.map((name) => [`Alarm${name}`, alarm(name)])),
  });
  client = new CloudWatchClient({ ...cloud.client });
});

afterAll(async () => {
  client?.destroy();
  await cloud?.stop();
});

const metric = (name: string) => ({ namespace: 'Afterprod', name, dimensions: { Probe: 'home' } });

async function put(MetricName: string, atMs: number): Promise<void> {
  const Dimensions = [{ Name: 'Probe', Value: 'home' }];
  await client.send(
    new PutMetricDataCommand({
      Namespace: 'Afterprod',
      MetricData: [{ MetricName, Dimensions, Value: 1, Timestamp: new Date(atMs) }],
    }),
  );
}

test('a band has learned of a metric with figures that are older than 13 days', async () => {
  const nowMs = cloud.clock.now();
  await put('Old', nowMs - 13.5 * DAY_MS);
  await put('Young', nowMs - 12.5 * DAY_MS);
  const hasLearned = metricAge(client, () => nowMs);
  expect(await hasLearned(metric('Old'))).toBe(true);
  expect(await hasLearned(metric('Young'))).toBe(false);
  expect(await hasLearned({ ...metric('Old'), dimensions: { Probe: 'other' } })).toBe(false);
});

test('what has not learned is asked about again after an hour; what has, never again', async () => {
  let nowMs = cloud.clock.now();
  const hasLearned = metricAge(client, () => nowMs);
  expect(await hasLearned(metric('Later'))).toBe(false);
  await put('Later', nowMs - 13.5 * DAY_MS);
  expect(await hasLearned(metric('Later'))).toBe(false);
  nowMs += 3_600_000;
  expect(await hasLearned(metric('Later'))).toBe(true);
  nowMs += 30 * DAY_MS;
  expect(await hasLearned(metric('Later'))).toBe(true);
});

test('alarms are looked up by the hundred; one that is not there is left out', async () => {
  const names = Array.from({ length: ALARMS + 1 }, (_, index) => `a${index}`);
  const found = await lookUpInCloudWatch(client)(names);
  expect(found.size).toBe(ALARMS);
  expect(found.get('a0')).toMatchObject({ state: 'INSUFFICIENT_DATA' });
  expect(Date.parse(found.get('a100')?.changedAt ?? '')).toBeGreaterThan(0);
});
