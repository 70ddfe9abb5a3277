import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY, MINUTE_MS, putLatency } from '../../../support/latency-metric.ts';

let cloud: TestCloud;
let client: CloudWatchClient;
let startMs: number;

beforeEach(async () => {
  cloud = await startTestCloud({ Resources: {} });
  client = new CloudWatchClient(cloud.client);
  startMs = cloud.clock.now();
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
});

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
