import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import type { LiveEvent } from '../../../../local/emulator.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY, MINUTE_MS, putLatency } from '../../../support/latency-metric.ts';

const template = {
  Resources: {
    Writer: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'writer',
        AssumeRolePolicyDocument: { Statement: [] },
        Policies: [
          {
            PolicyName: 'metrics',
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 'cloudwatch:PutMetricData',
                  Resource: '*',
                  Condition: { StringEquals: { 'cloudwatch:namespace': 'Afterprod' } },
                },
              ],
            },
          },
        ],
      },
    },
  },
};

let cloud: TestCloud;
let client: CloudWatchClient;
let startMs: number;

beforeEach(async () => {
  cloud = await startTestCloud(template);
  client = new CloudWatchClient(cloud.client);
  startMs = cloud.clock.now();
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
});

/** Each datapoint of a metric's first three minutes, oldest first. */
async function sums(metric: object): Promise<number[]> {
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs),
      EndTime: new Date(startMs + 3 * MINUTE_MS),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        {
          Id: 'm1',
          MetricStat: {
            Metric: { Namespace: LATENCY.Namespace, MetricName: LATENCY.MetricName, ...metric },
            Period: 60,
            Stat: 'Sum',
          },
        },
      ],
    }),
  );
  return MetricDataResults?.[0]?.Values ?? [];
}

test('gives metrics and math over them, newest first unless asked', async () => {
  await putLatency(client, startMs, [1, 2, 3]);
  const query = {
    StartTime: new Date(startMs),
    EndTime: new Date(startMs + 3 * MINUTE_MS),
    MetricDataQueries: [
      { Id: 'm1', MetricStat: { Metric: LATENCY, Period: 60, Stat: 'Sum' }, ReturnData: false },
      { Id: 'e1', Label: 'twice', Expression: 'm1 * 2' },
    ],
  };
  const get = (more: object) => client.send(new GetMetricDataCommand({ ...query, ...more }));
  expect((await get({})).MetricDataResults).toMatchObject([
    { Id: 'e1', Label: 'twice', Values: [6, 4, 2], StatusCode: 'Complete' },
  ]);
  const ascending = await get({ ScanBy: 'TimestampAscending' });
  expect(ascending.MetricDataResults?.[0]?.Timestamps?.[0]).toEqual(new Date(startMs));
});

test('gives a band as its two edges', async () => {
  await putLatency(client, startMs - 120 * MINUTE_MS, Array(120).fill(100));
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs - MINUTE_MS),
      EndTime: new Date(startMs),
      MetricDataQueries: [
        {
          Id: 'm1',
          MetricStat: { Metric: LATENCY, Period: 60, Stat: 'Average' },
          ReturnData: false,
        },
        { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 3)' },
      ],
    }),
  );
  expect(MetricDataResults?.map(({ Values }) => Values)).toEqual([[97], [103]]);
});

test('takes values with counts, and statistics', async () => {
  const datum = { MetricName: LATENCY.MetricName, Dimensions: LATENCY.Dimensions };
  const MetricData = [
    { ...datum, Values: [1, 2], Counts: [3, 1] },
    { ...datum, StatisticValues: { SampleCount: 2, Sum: 10, Minimum: 4, Maximum: 6 } },
  ];
  await client.send(new PutMetricDataCommand({ Namespace: LATENCY.Namespace, MetricData }));
  expect(await sums({ Dimensions: LATENCY.Dimensions })).toEqual([15]);
});

test.each<[string, Partial<PutMetricDataCommandInput>, string]>([
  [
    'no value',
    { MetricData: [{ MetricName: 'a' }] },
    'must have one of Value, Values and StatisticValues',
  ],
  [
    'two kinds of value',
    { MetricData: [{ MetricName: 'a', Value: 1, Values: [1] }] },
    'must have one of',
  ],
  [
    'a value that is no number',
    { MetricData: [{ MetricName: 'a', Value: Number.NaN }] },
    'no finite number',
  ],
  [
    'counts of another length',
    { MetricData: [{ MetricName: 'a', Values: [1], Counts: [1, 2] }] },
    'as long as Values',
  ],
  [
    'too many values',
    { MetricData: [{ MetricName: 'a', Values: Array(151).fill(1) }] },
    'longer than 150',
  ],
  [
    'too many data',
    { MetricData: Array(1001).fill({ MetricName: 'a', Value: 1 }) },
    'more than 1000',
  ],
  [
    'an old time',
    { MetricData: [{ MetricName: 'a', Value: 1, Timestamp: new Date(0) }] },
    'two weeks past',
  ],
  [
    'an empty dimension',
    { MetricData: [{ MetricName: 'a', Value: 1, Dimensions: [{ Name: 'x', Value: '' }] }] },
    'without Name or Value',
  ],
])('refuses %s, and keeps nothing of the request', async (_name, different, message) => {
  const good = { MetricName: 'good', Value: 1 };
  const MetricData = [good, ...(different.MetricData ?? [])].slice(0, 1001);
  const putting = client.send(
    new PutMetricDataCommand({ Namespace: 'N', ...different, MetricData }),
  );
  await expect(putting).rejects.toThrow(message);
  expect(await sums({ Namespace: 'N', MetricName: 'good' })).toEqual([]);
});

test('refuses an expression that it cannot read, by name', async () => {
  const getting = client.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs),
      EndTime: new Date(startMs + MINUTE_MS),
      MetricDataQueries: [{ Id: 'e1', Expression: 'SEARCH("x")', Period: 60 }],
    }),
  );
  await expect(getting).rejects.toThrow('the function SEARCH is not emulated');
});

test('a role may put what its policy says, and only that', async () => {
  const role = new CloudWatchClient(cloud.clientOf('arn:aws:iam::123456789012:role/writer'));
  const put = (Namespace: string) =>
    role.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'a', Value: 1 }] }));
  await put('Afterprod');
  await expect(put('Other')).rejects.toThrow(
    'is not authorized to perform: cloudwatch:PutMetricData',
  );
  await expect(role.send(new DescribeAlarmsCommand({}))).rejects.toThrow(
    'cloudwatch:DescribeAlarms',
  );
  role.destroy();
});

describe('metrics from what happens', () => {
  const announce = (event: LiveEvent) => cloud.cloud.announce(event);

  test('a log line in embedded metric format counts, and is told as a probe result', async () => {
    const directive = {
      Namespace: 'Afterprod',
      Dimensions: [['Probe']],
      Metrics: [{ Name: 'Latency' }],
    };
    const line = JSON.stringify({
      _aws: { Timestamp: startMs, CloudWatchMetrics: [directive] },
      Probe: 'home',
      Latency: 12,
    });
    announce({ kind: 'log', atMs: startMs, functionName: 'probes', line });
    expect(await sums({ Dimensions: LATENCY.Dimensions })).toEqual([12]);
    expect(cloud.heard.find(({ kind }) => kind === 'metric')).toMatchObject({
      namespace: 'Afterprod',
      dimensions: { Probe: 'home' },
      metrics: { Latency: 12 },
    });
  });

  test('a torn one is told as a notice', () => {
    const directive = { Namespace: 'Afterprod', Metrics: [{ Name: 'Latency' }] };
    const line = JSON.stringify({ _aws: { Timestamp: startMs, CloudWatchMetrics: [directive] } });
    announce({ kind: 'log', atMs: startMs, functionName: 'probes', line });
    const notice = cloud.heard.find(({ kind }) => kind === 'notice');
    expect(notice).toMatchObject({
      message: expect.stringContaining('the metric Latency is neither'),
    });
  });

  test('invocations count for function, alias and version', async () => {
    const invocation = {
      kind: 'invocation',
      atMs: startMs,
      functionName: 'shop',
      cold: false,
    } as const;
    const one = {
      ...invocation,
      requestId: '1',
      durationMs: 5,
      version: '3',
      qualifier: 'live',
      concurrency: 2,
    };
    announce(one);
    announce({ ...one, error: 'Error: no' });
    announce({
      ...invocation,
      requestId: '2',
      durationMs: 0,
      throttled: true,
      error: 'TooManyRequests',
    });
    const FunctionName = { Name: 'FunctionName', Value: 'shop' };
    const Resource = { Name: 'Resource', Value: 'shop:live' };
    const Version = { Name: 'ExecutedVersion', Value: '3' };
    const sumOf = (MetricName: string, ...Dimensions: object[]) =>
      sums({ Namespace: 'AWS/Lambda', MetricName, Dimensions });
    expect(await sumOf('Invocations', FunctionName)).toEqual([2]);
    expect(await sumOf('Invocations')).toEqual([2]);
    expect(await sumOf('Errors', FunctionName, Resource)).toEqual([1]);
    expect(await sumOf('Errors', FunctionName, Resource, Version)).toEqual([1]);
    expect(await sumOf('Duration', FunctionName)).toEqual([10]);
    expect(await sumOf('Throttles', FunctionName)).toEqual([1]);
    expect(await sumOf('ConcurrentExecutions', FunctionName)).toEqual([4]);
  });

  test('requests count for API and stage', async () => {
    const request = {
      kind: 'request',
      atMs: startMs,
      api: 'feedback',
      method: 'POST',
      durationMs: 3,
    } as const;
    for (const status of [200, 404, 500])
      announce({ ...request, path: '/prod/v1/feedback', status });
    const Dimensions = [
      { Name: 'ApiName', Value: 'feedback' },
      { Name: 'Stage', Value: 'prod' },
    ];
    const sumOf = (MetricName: string) =>
      sums({ Namespace: 'AWS/ApiGateway', MetricName, Dimensions });
    expect(await Promise.all(['Count', '4XXError', '5XXError', 'Latency'].map(sumOf))).toEqual([
      [3],
      [1],
      [1],
      [9],
    ]);
  });
});
