import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { watchCloudWatch } from '../../../../functions/toggles/rollouts/cloudwatch-guard-alarms.ts';
import type { GuardAlarm } from '../../../../functions/toggles/rollouts/guard-alarm.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const MINUTE_MS = 60_000;

function alarm(AlarmName: string, MetricName: string, difference: object = {}) {
  const Properties = {
    AlarmName,
    Namespace: 'Test',
    MetricName,
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    ...difference,
  };
  return { Type: 'AWS::CloudWatch::Alarm', Properties };
}

function composite(AlarmName: string, AlarmRule: string, ...DependsOn: readonly string[]) {
  return {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    DependsOn,
    Properties: { AlarmName, AlarmRule },
  };
}

const RESOURCES = {
  Latency: alarm('shop-prod-latency', 'Latency'),
  Silent: alarm('shop-prod-silent', 'Silent'),
  Whole: alarm('somebody-elses', 'Latency'),
  Unknown: alarm('shop-prod-unknown', 'Silent', { TreatMissingData: 'missing' }),
  Seeing: composite('shop-prod-seeing', 'ALARM("shop-prod-latency")', 'Latency'),
  HalfBlind: composite(
    'shop-prod-half-blind',
    'ALARM("shop-prod-latency") OR ALARM("shop-prod-silent")',
    'Latency',
    'Silent',
  ),
  Nested: composite('shop-prod-nested', 'NOT OK("shop-prod-seeing")', 'Seeing'),
  Childless: composite('shop-prod-childless', 'FALSE'),
};

let cloud: TestCloud;
let client: CloudWatchClient;

beforeAll(async () => {
  cloud = await startTestCloud({ Resources: RESOURCES });
  client = new CloudWatchClient({ ...cloud.client });
});

afterAll(async () => {
  client?.destroy();
  await cloud?.stop();
});

/** What is seen of these alarms, by name, after minutes with one figure each. */
async function look(values: readonly number[], ...names: readonly string[]) {
  for (const Value of values) {
    const MetricData = [{ MetricName: 'Latency', Value, Timestamp: new Date(cloud.clock.now()) }];
    await client.send(new PutMetricDataCommand({ Namespace: 'Test', MetricData }));
    await cloud.clock.advance(MINUTE_MS);
  }
  const seen = await watchCloudWatch(client, 'shop-prod-', () => cloud.clock.now())(names);
  return Object.fromEntries(
    seen.map(({ name, state, hasData }: GuardAlarm) => [
      name,
      `${state}${hasData ? '' : ', blind'}`,
    ]),
  );
}

test('finds alarms by their names without the prefix of the stage, or whole', async () => {
  const seen = await look([1, 1], 'latency', 'shop-prod-latency', 'somebody-elses', 'nowhere');
  expect(seen).toEqual({
    latency: 'OK',
    'shop-prod-latency': 'OK',
    'somebody-elses': 'OK',
    nowhere: 'missing, blind',
  });
});

test('knows an alarm that is OK because it sees nothing', async () => {
  expect(await look([1, 1], 'silent', 'unknown')).toEqual({
    silent: 'OK, blind',
    unknown: 'INSUFFICIENT_DATA, blind',
  });
});

test('a composite alarm sees what all alarms below it see', async () => {
  expect(await look([1, 1], 'seeing', 'nested', 'half-blind', 'childless')).toEqual({
    seeing: 'OK',
    nested: 'OK',
    'half-blind': 'OK, blind',
    childless: 'OK, blind',
  });
});

test('tells the state with the reason', async () => {
  expect(await look([99, 99], 'latency', 'seeing')).toEqual({ latency: 'ALARM', seeing: 'ALARM' });
  const [seen] = await watchCloudWatch(client, 'shop-prod-', () => cloud.clock.now())(['latency']);
  expect(seen?.reason).toContain('greater than the threshold (10.0)');
});

test('an alarm is heard though its figures cannot be read', async () => {
  await look([99, 99], 'latency');
  const untilMs = cloud.clock.now() + MINUTE_MS;
  const operation = 'GetMetricData';
  cloud.faults.inject({ service: 'cloudwatch', operation, kind: 'outage', untilMs });
  expect(await look([], 'latency', 'silent')).toEqual({
    latency: 'ALARM, blind',
    silent: 'OK, blind',
  });
  await expect(look([], 'silent')).rejects.toThrow();
  cloud.faults.clear();
});

test('is blind once figures have stopped', async () => {
  await look([1, 1], 'latency');
  await cloud.clock.advance(5 * MINUTE_MS);
  expect(await look([], 'latency', 'seeing')).toEqual({
    latency: 'OK, blind',
    seeing: 'OK, blind',
  });
});

test('asks for nothing without names', async () => {
  expect(await look([])).toEqual({});
});

test('rejects where CloudWatch does not answer: nothing is known', async () => {
  const untilMs = cloud.clock.now() + MINUTE_MS;
  cloud.faults.inject({ service: 'cloudwatch', kind: 'outage', untilMs });
  await expect(look([], 'latency')).rejects.toThrow();
  cloud.faults.clear();
});
