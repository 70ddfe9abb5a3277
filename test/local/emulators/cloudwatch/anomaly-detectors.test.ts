import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  CloudWatchClient,
  DeleteAnomalyDetectorCommand,
  DescribeAnomalyDetectorsCommand,
  GetMetricDataCommand,
  PutAnomalyDetectorCommand,
  type PutAnomalyDetectorCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { cloudwatch } from '../../../../local/emulators/cloudwatch.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { LATENCY, MINUTE_MS, putLatency } from '../../../support/latency-metric.ts';

const HOUR_MS = 60 * MINUTE_MS;
const SingleMetricAnomalyDetector = { ...LATENCY, Stat: 'Average' };

let cloud: TestCloud;
let client: CloudWatchClient;
let dataDir: string;
let nowMs: number;

async function start(resources: object = {}): Promise<void> {
  const template = { Resources: resources } as Parameters<typeof startTestCloud>[0];
  cloud = await startTestCloud(template, { dataDir, emulators: [cloudwatch, iam] });
  client = new CloudWatchClient(cloud.client);
  nowMs = cloud.clock.now();
}
async function stop(): Promise<void> {
  client.destroy();
  await cloud.stop();
}
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'detectors-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const put = (input: Partial<PutAnomalyDetectorCommandInput>) =>
  client.send(new PutAnomalyDetectorCommand({ SingleMetricAnomalyDetector, ...input }));
const described = async (input: object = {}) =>
  (await client.send(new DescribeAnomalyDetectorsCommand(input))).AnomalyDetectors ?? [];
const span = (fromMs: number, toMs: number) => ({
  StartTime: new Date(fromMs),
  EndTime: new Date(toMs),
});

/** What a band of the latest minute is, three deviations wide. */
async function band(): Promise<readonly (number | undefined)[]> {
  const MetricStat = { Metric: LATENCY, Period: 60, Stat: 'Average' };
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(nowMs - MINUTE_MS),
      EndTime: new Date(nowMs),
      MetricDataQueries: [
        { Id: 'm1', MetricStat, ReturnData: false },
        { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 3)' },
      ],
    }),
  );
  return MetricDataResults.map(({ Values }) => Values?.[0]);
}

test('a band learns nothing from the times that a detector excludes, until it is deleted', async () => {
  await putLatency(client, nowMs - 4 * HOUR_MS, [...Array(180).fill(500), ...Array(60).fill(100)]);
  expect(await band()).not.toEqual([97, 103]);
  const deployed = span(nowMs - 4 * HOUR_MS, nowMs - HOUR_MS);
  await put({ Configuration: { ExcludedTimeRanges: [deployed], MetricTimezone: 'Europe/Berlin' } });
  expect(await band()).toEqual([97, 103]);
  expect(await described()).toMatchObject([
    {
      SingleMetricAnomalyDetector,
      Configuration: { ExcludedTimeRanges: [deployed], MetricTimezone: 'Europe/Berlin' },
      StateValue: 'TRAINED',
    },
  ]);
  await client.send(new DeleteAnomalyDetectorCommand({ SingleMetricAnomalyDetector }));
  expect(await band()).not.toEqual([97, 103]);
  expect(await described()).toEqual([]);
});

test('a detector that is put again is another one in its place', async () => {
  await put({ Configuration: { ExcludedTimeRanges: [span(nowMs - HOUR_MS, nowMs)] } });
  await put({ Configuration: { ExcludedTimeRanges: [] } });
  expect(await described()).toMatchObject([{ Configuration: { ExcludedTimeRanges: [] } }]);
});

test('detectors are found by metric, and survive a restart', async () => {
  await put({});
  const other = { ...SingleMetricAnomalyDetector, MetricName: 'Up', Dimensions: [] };
  await put({ SingleMetricAnomalyDetector: other });
  await stop();
  await start();
  const names = async (input: object) =>
    (await described(input)).map((each) => each.SingleMetricAnomalyDetector?.MetricName);
  expect(await names({})).toEqual(['Latency', 'Up']);
  expect(await names({ MetricName: 'Up' })).toEqual(['Up']);
  expect(await names({ Dimensions: LATENCY.Dimensions })).toEqual(['Latency']);
  expect(await names({ Namespace: 'AWS/Lambda' })).toEqual([]);
  expect(await names({ AnomalyDetectorTypes: ['METRIC_MATH'] })).toEqual([]);
  expect((await described())[0]?.StateValue).toBe('TRAINED_INSUFFICIENT_DATA');
});

test("a template's detector is one of them", async () => {
  await stop();
  const Configuration = {
    ExcludedTimeRanges: [{ StartTime: '2026-11-20T10:00:00', EndTime: '2026-11-20T11:00:00' }],
    MetricTimeZone: 'Europe/Berlin',
  };
  const Properties = { SingleMetricAnomalyDetector, Configuration };
  await start({ Detector: { Type: 'AWS::CloudWatch::AnomalyDetector', Properties } });
  const excluded = span(Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 20, 11));
  expect(await described()).toMatchObject([
    { Configuration: { ExcludedTimeRanges: [excluded], MetricTimezone: 'Europe/Berlin' } },
  ]);
});

test.each<[string, Partial<PutAnomalyDetectorCommandInput>, string]>([
  ['no metric', { SingleMetricAnomalyDetector: { Stat: 'Average' } }, 'Namespace'],
  [
    'an unknown statistic',
    { SingleMetricAnomalyDetector: { ...LATENCY, Stat: 'Median' } },
    'the statistic Median is not emulated',
  ],
  [
    'a time that ends before it begins',
    { Configuration: { ExcludedTimeRanges: [span(HOUR_MS, 0)] } },
    'must be before the EndTime',
  ],
  [
    'math',
    { MetricMathAnomalyDetector: { MetricDataQueries: [] } },
    'MetricMathAnomalyDetector is not emulated',
  ],
])('%s is refused', async (_name, input, message) => {
  await expect(put(input)).rejects.toThrow(message);
  expect(await described()).toEqual([]);
});

test('a detector that there is not cannot be deleted', async () => {
  const deleting = client.send(new DeleteAnomalyDetectorCommand({ SingleMetricAnomalyDetector }));
  await expect(deleting).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
