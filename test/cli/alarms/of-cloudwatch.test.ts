import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describeAlarm } from '../../../functions/alerts/alarm-facts.ts';
import { type RunningCloud, startRunningCloud } from '../../support/afterprod.ts';
import { LATENCY, latencyAlarm, MINUTE_MS, putLatency } from '../../support/latency-metric.ts';

const AlarmDescription = describeAlarm('Whether the page is slow.', {
  service: 'storefront',
  severity: 'ticket',
  owner: 'web',
});
const BAND = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: '-prod-band',
    ComparisonOperator: 'GreaterThanUpperThreshold',
    EvaluationPeriods: 3,
    ThresholdMetricId: 'band',
    Metrics: [
      { Id: 'm1', MetricStat: { Metric: LATENCY, Period: 60, Stat: 'Average' } },
      { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m1, 4)' },
    ],
  },
};
const RATIO = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: '-prod-half',
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 45,
    Metrics: [
      { Id: 'm1', MetricStat: { Metric: LATENCY, Period: 60, Stat: 'Average' }, ReturnData: false },
      { Id: 'half', Expression: 'm1 / 2' },
    ],
  },
};
const WHOLE = {
  Type: 'AWS::CloudWatch::CompositeAlarm',
  Properties: { AlarmName: '-prod-whole', AlarmRule: 'ALARM("-prod-slow")' },
};

let cloud: RunningCloud;
let startMs: number;
beforeAll(async () => {
  const Slow = latencyAlarm({ AlarmName: '-prod-slow', AlarmDescription });
  cloud = await startRunningCloud({ Resources: { Slow, BAND, RATIO, WHOLE } } as never);
  const client = new CloudWatchClient(cloud.client);
  startMs = Math.floor(cloud.clock.now() / MINUTE_MS) * MINUTE_MS;
  await putLatency(client, startMs, [10, 60, 90, 10, 10, 70]);
  client.destroy();
  await cloud.clock.advance(startMs + 6 * MINUTE_MS - cloud.clock.now());
});
afterAll(() => cloud.stop());

const time = (minute: number) => new Date(startMs + minute * MINUTE_MS).toISOString();
const history = ['--history', '1h'] as const;

test('list tells of each alarm how it is and whom it tells', async () => {
  const { stdout } = await cloud.afterprod('--local', 'alarms', 'list');
  expect(stdout).toMatch(/^ALARM +STATE +SEVERITY +SERVICE +OWNER +\$\/MONTH\n/);
  expect(stdout).toMatch(/slow +ALARM +ticket +storefront +web +0\.10\n/);
  expect(stdout).toMatch(/\n1\.00 dollars a month by list prices of us-east-1\n$/);
  const { stdout: json } = await cloud.afterprod('--local', '--json', 'alarms', 'list');
  const { alarms, dollarsAMonth } = JSON.parse(json);
  const prices = alarms.map((each: { alarm: string; dollarsAMonth: number }) => [
    each.alarm.replace('-prod-', ''),
    each.dollarsAMonth,
  ]);
  expect(Object.fromEntries(prices)).toEqual({ band: 0.3, half: 0.1, slow: 0.1, whole: 0.5 });
  expect(dollarsAMonth).toBe(1);
});

test('replays a real alarm by its own rule, by the name that settings give it', async () => {
  expect(await cloud.json('--local', 'alarms', 'backtest', '--alarm', 'slow', ...history)).toEqual({
    episodes: [
      { start: time(2), end: time(4), peak: 90 },
      { start: time(6), end: time(6), peak: 70 },
    ],
    rule: expect.objectContaining({ comparison: 'above', threshold: 50, periodSeconds: 60 }),
  });
});

test('leaves the math of an alarm to CloudWatch', async () => {
  const found = await cloud.json(
    '--local',
    'alarms',
    'backtest',
    '--alarm',
    '-prod-half',
    ...history,
  );
  expect(found).toMatchObject({ episodes: [{ start: time(3), end: time(4), peak: 45 }] });
});

test("a band's own deviations and side are replayed; what it cannot learn is said", async () => {
  const run = await cloud.afterprod('--local', 'alarms', 'backtest', '--alarm', 'band', ...history);
  expect(run.stderr).toContain('nothing is left to judge');
});

test('a metric is named as Namespace/Name{Dimension=Value}', async () => {
  const metric = 'Afterprod/Latency{Probe=home}';
  const args = ['--metric', metric, '--period', '1m', '--above', '80', '--points', '1/1'];
  const found = await cloud.json('--local', 'alarms', 'backtest', ...args, ...history);
  expect(found).toMatchObject({ episodes: [{ start: time(3), peak: 90 }] });
});

test.each([
  [['--alarm', 'whole'], 'is a composite of other alarms and has no metric'],
  [['--alarm', 'none'], 'There is no alarm none. afterprod alarms list names them.'],
  [['--metric', 'Latency'], "'Latency' is no metric. Give Namespace/Name"],
  [['--metric', 'A/B{C}'], "'A/B{C}' is no metric"],
  [['--metric', 'A/B'], 'CloudWatch has no points of A/B in that time'],
  [['--metric', 'A/B', '--period', '1m', '--history', '20d'], 'keeps points of 60 s for 15 d'],
])('%j cannot be replayed: %s', async (args, why) => {
  const { code, stderr } = await cloud.afterprod('--local', 'alarms', 'backtest', ...args);
  expect(stderr).toContain(why);
  expect([code === 0, stderr.trim().split('\n').length]).toEqual([false, 1]);
});
