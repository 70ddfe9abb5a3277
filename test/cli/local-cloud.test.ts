import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { type RunningCloud, startRunningCloud } from '../support/afterprod.ts';

jest.setTimeout(60_000); // each test starts processes

let cloud: RunningCloud;

const COMMIT = 'a'.repeat(40);
const NEXT_COMMIT = 'b'.repeat(40);

const dimensionsOf = (probe: string) => [
  { Name: 'Project', Value: 'shop' },
  { Name: 'Stage', Value: 'prod' },
  { Name: 'Probe', Value: probe },
];

const upFrom = (Id: string, region: readonly object[]) => ({
  Id,
  MetricStat: {
    Metric: {
      ...{ Namespace: 'Afterprod', MetricName: 'Up' },
      Dimensions: [...dimensionsOf('page'), ...region],
    },
    ...{ Period: 60, Stat: 'Minimum' },
  },
  ReturnData: false,
});

beforeAll(async () => {
  cloud = await startRunningCloud({
    'shop-prod-toggles': { Resources: { Toggles: table('toggles') } },
    'shop-prod-releases': { Resources: { Releases: table('releases') } },
    'shop-prod-alarms': {
      Resources: {
        Availability: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            AlarmName: 'shop-prod-probe-health-availability',
            Namespace: 'Afterprod',
            MetricName: 'Up',
            Dimensions: dimensionsOf('health'),
            Statistic: 'Minimum',
            Period: 60,
            EvaluationPeriods: 1,
            Threshold: 1,
            ComparisonOperator: 'LessThanThreshold',
            TreatMissingData: 'breaching',
          },
        },
        FromTwoRegions: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            AlarmName: 'shop-prod-probe-page-availability',
            Metrics: [
              { Id: 'down', Expression: '(m0 < 1) + (m1 < 1)', ReturnData: true },
              upFrom('m0', [{ Name: 'Region', Value: 'eu-west-1' }]),
              upFrom('m1', []),
            ],
            EvaluationPeriods: 1,
            Threshold: 2,
            ComparisonOperator: 'GreaterThanOrEqualToThreshold',
            TreatMissingData: 'notBreaching',
          },
        },
      },
    },
  });
});
afterAll(() => cloud.stop());

test('releases are marked and listed', async () => {
  expect(await cloud.json('releases', 'list', '--local')).toEqual({ deployments: [] });
  const marked = await cloud.afterprod('releases', 'mark', '--commit', COMMIT, '--live', '--local');
  expect(marked).toMatchObject({ code: 0 });
  expect(marked.stdout).toMatch(/^aaaaaaaaaaaa is live\nThis is no repository that has the commit/);
  await cloud.clock.advance(60_000);
  await cloud.afterprod('releases', 'mark', '--commit', NEXT_COMMIT, '--local');
  expect(await cloud.json('releases', 'list', '--local')).toMatchObject({
    deployments: [
      { releaseId: 'bbbbbbbbbbbb', status: 'deploying' },
      { releaseId: 'aaaaaaaaaaaa', status: 'live', commit: COMMIT },
    ],
  });
  const { stdout } = await cloud.afterprod('releases', 'list', '--local');
  expect(stdout.split('\n')[0]).toMatch(/^RELEASE +STATUS +STARTED +LIVE +ENDED$/);
});

test('a commit that is none is refused', async () => {
  const { code, stderr } = await cloud.afterprod('releases', 'mark', '--commit', 'HEAD', '--local');
  expect(stderr).toContain("'HEAD' is no commit");
  expect(code).toBe(2);
});

test('toggles that do not exist are refused by name', async () => {
  expect(await cloud.json('toggles', 'list', '--local')).toEqual({ toggles: [] });
  for (const args of [
    ['set', 'new-checkout', 'on'],
    ['show', 'new-checkout'],
  ]) {
    const { code, stderr } = await cloud.afterprod('toggles', ...args, '--local');
    expect(stderr).toMatch(/no toggle '?new-checkout/);
    expect(code).toBe(1);
  }
});

test('driven time is told and moved', async () => {
  const before = cloud.clock.now();
  expect(await cloud.json('local', 'clock')).toEqual({ now: new Date(before).toISOString() });
  const { stdout } = await cloud.afterprod('local', 'clock', '+1h30m');
  expect(stdout).toBe(`${new Date(before + 5_400_000).toISOString()}\n`);
});

test('a fault is made, and ended', async () => {
  const made = await cloud.afterprod('local', 'fault', 'dynamodb', 'throttle', '30s');
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('for 30 s') });
  expect(cloud.faults.list()).toMatchObject([{ service: 'dynamodb', kind: 'throttle' }]);
  await cloud.afterprod('local', 'fault', 'dynamodb', 'off');
  expect(cloud.faults.list()).toEqual([]);
});

test.each([['outage', '1m'], ['off']])(
  'a fault of a service that is not emulated is wrong use, and those that are are named: %s',
  async (...fault) => {
    const { code, stderr } = await cloud.afterprod('local', 'fault', 'mainframe', ...fault);
    expect(stderr).toMatch(
      /^error: The local cloud does not emulate mainframe; it has .*\bdynamodb\b.*\.\n$/,
    );
    expect(code).toBe(2);
  },
);

test.each([
  ['throttle', 'is throttled'],
  ['outage', 'is down'],
  ['error', 'fails'],
] as const)('a command that a fault (%s) hits says so, and how to end it', async (kind, words) => {
  const untilMs = cloud.clock.now() + 30_000;
  cloud.faults.inject({ service: 'dynamodb', kind, untilMs });
  const failed = await Promise.all([
    cloud.afterprod('releases', 'list', '--local'),
    cloud.afterprod('toggles', 'list', '--local'),
  ]);
  cloud.faults.clear();
  const until = new Date(untilMs).toISOString();
  for (const { code, stderr } of failed) {
    expect(stderr).toContain(
      `A fault is injected into dynamodb until ${until} (driven time): it ${words}.`,
    );
    expect(stderr).toMatch(/ End it with: npx afterprod local fault dynamodb off\n$/);
    expect(code).toBe(1);
  }
});

test('status says what is up, firing and rolling', async () => {
  const cloudwatch = new CloudWatchClient(cloud.client);
  await cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: 'Afterprod',
      MetricData: [
        { MetricName: 'Latency', Value: 42, Dimensions: dimensionsOf('page') },
        { MetricName: 'Up', Value: 1, Dimensions: dimensionsOf('page') },
      ],
    }),
  );
  cloudwatch.destroy();
  await cloud.clock.advance(180_000);
  expect(await cloud.json('status', '--local')).toMatchObject({
    stage: 'prod',
    up: [
      { probe: 'health', state: 'down' },
      { probe: 'page', state: 'up', latencyMs: 42 },
    ],
    firing: [{ alarmName: 'shop-prod-probe-health-availability' }],
  });
  const { stdout, code } = await cloud.afterprod('status', '--local');
  expect(stdout).toMatch(/health +down[\s\S]*shop-prod-probe-health-availability/);
  expect(code).toBe(0);
});

test('another stage than the one that runs is refused', async () => {
  const { code, stderr } = await cloud.afterprod('status', '--local', '--stage', 'beta');
  expect(stderr).toContain('runs stage prod, not beta');
  expect(code).toBe(1);
});

test('a function that does not exist has no logs', async () => {
  const { code, stderr } = await cloud.afterprod('local', 'logs', 'nothing');
  expect(stderr).toContain('There is no function nothing');
  expect(code).toBe(1);
});

function table(noun: string) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: `shop-prod-${noun}`,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    },
  };
}
