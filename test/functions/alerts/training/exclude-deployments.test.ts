import {
  CloudWatchClient,
  DescribeAnomalyDetectorsCommand,
  PutAnomalyDetectorCommand,
} from '@aws-sdk/client-cloudwatch';
import { excludeDeployments } from '../../../../functions/alerts/training/exclude-deployments.ts';
import { cloudwatch } from '../../../../local/emulators/cloudwatch.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const HOUR_MS = 3_600_000;

let cloud: TestCloud;
let client: CloudWatchClient;
let hour: number;

const metric = (MetricName: string) => ({ Namespace: 'Shop', MetricName, Dimensions: [] });
const banded = (stage: string, MetricName: string) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: `shop-${stage}-${MetricName}`,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanUpperThreshold',
    ThresholdMetricId: 'ad1',
    Metrics: [
      { Id: 'm1', MetricStat: { Metric: metric(MetricName), Period: 60, Stat: 'p50' } },
      { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 3)' },
    ],
  },
});

beforeEach(async () => {
  const Resources = {
    Fast: banded('prod', 'fast'),
    Slow: banded('prod', 'slow'),
    Other: banded('dev', 'other'),
  };
  cloud = await startTestCloud({ Resources }, { emulators: [cloudwatch, iam] });
  client = new CloudWatchClient(cloud.client);
  hour = Math.floor(cloud.clock.now() / HOUR_MS);
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
});

/** So many hours ago, for half an hour. */
const span = (hoursAgo: number) => ({
  fromMs: (hour - hoursAgo) * HOUR_MS,
  toMs: (hour - hoursAgo + 0.5) * HOUR_MS,
});
const range = (hoursAgo: number) => ({
  StartTime: new Date(span(hoursAgo).fromMs),
  EndTime: new Date(span(hoursAgo).toMs),
});
const exclude = (...hoursAgo: number[]) =>
  excludeDeployments(hoursAgo.map(span), {
    client,
    alarmNamePrefix: 'shop-prod-',
    nowMs: cloud.clock.now(),
  });

/** How many hours ago what is excluded began, by metric. */
async function excluded(): Promise<object> {
  const { AnomalyDetectors = [] } = await client.send(new DescribeAnomalyDetectorsCommand({}));
  const hoursOf = (each: (typeof AnomalyDetectors)[number]) =>
    each.Configuration?.ExcludedTimeRanges?.map(
      ({ StartTime }) => hour - Number(StartTime) / HOUR_MS,
    );
  return Object.fromEntries(
    AnomalyDetectors.map((each) => [each.SingleMetricAnomalyDetector?.MetricName, hoursOf(each)]),
  );
}

test('the bands of a stage, and of no other, learn nothing from its deployments', async () => {
  await exclude(30, 5);
  expect(await excluded()).toEqual({ fast: [30, 5], slow: [30, 5] });
  await exclude(30, 5, 1);
  expect(await excluded()).toEqual({ fast: [30, 5, 1], slow: [30, 5, 1] });
});

test("what a team excludes stays, and its metric's time zone", async () => {
  const detector = (Stat: string) => ({ ...metric('fast'), Stat });
  const Configuration = { ExcludedTimeRanges: [range(100)], MetricTimezone: 'Europe/Berlin' };
  for (const Stat of ['p50', 'p99']) {
    const SingleMetricAnomalyDetector = detector(Stat);
    await client.send(
      new PutAnomalyDetectorCommand({ SingleMetricAnomalyDetector, Configuration }),
    );
  }
  await exclude(5);
  const { AnomalyDetectors = [] } = await client.send(
    new DescribeAnomalyDetectorsCommand({ MetricName: 'fast' }),
  );
  expect(AnomalyDetectors).toMatchObject([
    {
      SingleMetricAnomalyDetector: detector('p50'),
      Configuration: { ...Configuration, ExcludedTimeRanges: [range(100), range(5)] },
    },
    { SingleMetricAnomalyDetector: detector('p99'), Configuration },
  ]);
});

test('without a deployment nothing is put', async () => {
  await exclude();
  expect(await excluded()).toEqual({});
});
