import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY } from '../../../support/latency-metric.ts';
import { metricSums } from '../../../support/metric-sums.ts';
import { sendSigned } from '../../../support/signed-request.ts';

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

test('takes values with counts', async () => {
  const datum = { MetricName: LATENCY.MetricName, Dimensions: LATENCY.Dimensions };
  const MetricData = [{ ...datum, Values: [1, 2], Counts: [3, 1] }];
  await client.send(new PutMetricDataCommand({ Namespace: LATENCY.Namespace, MetricData }));
  expect(await metricSums(client, startMs, { Dimensions: LATENCY.Dimensions })).toEqual([5]);
});

test.each<[string, Partial<PutMetricDataCommandInput>, string]>([
  ['no value', { MetricData: [{ MetricName: 'a' }] }, 'must have one of Value and Values'],
  [
    'statistics',
    {
      MetricData: [
        {
          MetricName: 'a',
          StatisticValues: { SampleCount: 2, Sum: 10, Minimum: 4, Maximum: 6 },
        },
      ],
    },
    'StatisticValues is not emulated',
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
    'a time in milliseconds for seconds',
    { MetricData: [{ MetricName: 'a', Value: 1, Timestamp: new Date(1e15) }] },
    'member.2.Timestamp is no date',
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
  expect(await metricSums(client, startMs, { Namespace: 'N', MetricName: 'good' })).toEqual([]);
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

test.each(['"garbage"', '1e15', '1e300', '-1e300'])(
  'refuses the time %s on the wire',
  async (at) => {
    const body = `{"Namespace":"N","MetricData":[{"MetricName":"a","Value":1,"Timestamp":${at}}]}`;
    const headers = { 'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData' };
    const request = { service: 'monitoring', headers, body };
    const { status, text } = await sendSigned(cloud.endpoint, cloud.credentials, request);
    expect(status).toBe(400);
    expect(text).toContain('MetricData.member.1.Timestamp is no date');
  },
);
