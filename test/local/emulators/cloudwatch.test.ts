import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const up = {
  Namespace: 'Afterprod',
  MetricName: 'Up',
  Dimensions: [{ Name: 'Probe', Value: 'home' }],
};

const template = {
  Resources: {
    Down: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        ...up,
        AlarmName: 'home-down',
        Statistic: 'Minimum',
        Period: 60,
        EvaluationPeriods: 3,
        DatapointsToAlarm: 2,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      },
    },
    Any: {
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: { AlarmName: 'any', AlarmRule: 'ALARM("home-down")' },
      DependsOn: ['Down'],
    },
  },
};

let cloud: TestCloud;
let client: CloudWatchClient;

beforeEach(async () => {
  cloud = await startTestCloud(template);
  client = new CloudWatchClient(cloud.client);
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
});

const MINUTE_MS = 60_000;

/** One value a minute from the start of the test on. */
async function load(values: readonly number[]): Promise<void> {
  const startMs = cloud.clock.now();
  const MetricData = values.map((Value, minute) => {
    const Timestamp = new Date(startMs + minute * MINUTE_MS);
    return { MetricName: 'Up', Dimensions: up.Dimensions, Timestamp, Value };
  });
  await client.send(new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData }));
}

test('evaluates alarms as driven time passes over metrics loaded ahead', async () => {
  await load([1, 1, 1, 0, 0, 0]);
  await cloud.clock.advance(6 * MINUTE_MS);
  const AlarmTypes = ['MetricAlarm', 'CompositeAlarm'] as const;
  const alarms = await client.send(new DescribeAlarmsCommand({ AlarmTypes: [...AlarmTypes] }));
  expect(alarms.MetricAlarms).toMatchObject([
    {
      AlarmName: 'home-down',
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 2 out of the last 3 datapoints [0.0 (05/01/26 00:04:00), 0.0 (05/01/26 00:03:00)] ' +
        'were less than the threshold (1.0) (minimum 2 datapoints for OK -> ALARM transition).',
    },
  ]);
  expect(alarms.CompositeAlarms).toMatchObject([{ AlarmName: 'any', StateValue: 'ALARM' }]);
});

test('gives metrics and math over them', async () => {
  const startMs = cloud.clock.now();
  await load([1, 2, 3]);
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs),
      EndTime: new Date(startMs + 3 * MINUTE_MS),
      MetricDataQueries: [
        { Id: 'm1', MetricStat: { Metric: up, Period: 60, Stat: 'Sum' } },
        { Id: 'e1', Expression: 'm1 * 2' },
      ],
    }),
  );
  expect(MetricDataResults?.map(({ Id, Values }) => [Id, Values])).toEqual([
    ['m1', [3, 2, 1]],
    ['e1', [6, 4, 2]],
  ]);
});

test('keeps the history of an alarm', async () => {
  await load([1, 1, 1, 0, 0, 0]);
  await cloud.clock.advance(6 * MINUTE_MS);
  const { AlarmHistoryItems } = await client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: 'home-down', ScanBy: 'TimestampAscending' }),
  );
  expect(AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary)).toEqual([
    'Alarm "home-down" created',
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
    'Alarm updated from ALARM to OK',
    'Alarm updated from OK to ALARM',
  ]);
});
