import type { Alarm, Transition } from '../../../../local/emulators/cloudwatch/alarm.ts';
import { parseCompositeAlarm } from '../../../../local/emulators/cloudwatch/alarm-definition.ts';
import { alarmEventDetail } from '../../../../local/emulators/cloudwatch/alarm-event.ts';
import {
  alarmMessage,
  alarmSubject,
} from '../../../../local/emulators/cloudwatch/alarm-message.ts';
import { toCompositeAlarm } from '../../../../local/emulators/cloudwatch/composite-alarm.ts';
import type { MetricAlarm } from '../../../../local/emulators/cloudwatch/metric-alarm.ts';
import { bandAlarm, metricAlarm } from '../../../support/alarm.ts';

const place = { region: 'us-east-2', accountId: '123456789012' };
const AT_MS = Date.UTC(2023, 8, 8, 15, 47, 4, 677);
const AT = '2023-09-08T15:47:04.677+0000';
const arn = (name: string) => `arn:aws:cloudwatch:us-east-2:123456789012:alarm:${name}`;

const standing = (name: string) => ({
  name,
  arn: arn(name),
  configuredMs: AT_MS,
  state: { value: 'ALARM', reason: 'because', reasonData: '{}', sinceMs: AT_MS } as const,
});

function transitionOf(compiled: MetricAlarm): Transition {
  const alarm: Alarm = { ...standing('slow'), kind: 'metric', compiled };
  return {
    alarm,
    before: { value: 'OK', reason: 'was fine', sinceMs: AT_MS - 60_000 },
    children: [],
  };
}

const COMMON_KEYS = [
  'AlarmName',
  'AlarmDescription',
  'AWSAccountId',
  'AlarmConfigurationUpdatedTimestamp',
  'NewStateValue',
  'NewStateReason',
  'StateChangeTime',
  'Region',
  'AlarmArn',
  'OldStateValue',
  'OKActions',
  'AlarmActions',
  'InsufficientDataActions',
];

test('the subject names state, alarm and region', () => {
  const { alarm } = transitionOf(metricAlarm());
  expect(alarmSubject(alarm, place)).toBe('ALARM: "slow" in US East (Ohio)');
});

test('a metric alarm tells its metric, with the keys in order', () => {
  const AlarmActions = ['arn:aws:sns:us-east-2:123456789012:page'];
  const message = JSON.parse(
    alarmMessage(transitionOf(metricAlarm({ AlarmActions, DatapointsToAlarm: 2 })), place),
  );
  expect(Object.keys(message)).toEqual([...COMMON_KEYS, 'Trigger']);
  expect(message).toMatchObject({
    AlarmName: 'slow',
    AlarmDescription: 'The page is slow',
    NewStateValue: 'ALARM',
    OldStateValue: 'OK',
    NewStateReason: 'because',
    StateChangeTime: AT,
    Region: 'US East (Ohio)',
    AlarmActions,
  });
  expect(Object.entries(message.Trigger)).toEqual([
    ['MetricName', 'Latency'],
    ['Namespace', 'Afterprod'],
    ['StatisticType', 'Statistic'],
    ['Statistic', 'AVERAGE'],
    ['Unit', null],
    ['Dimensions', [{ value: 'home', name: 'Probe' }]],
    ['Period', 60],
    ['EvaluationPeriods', 3],
    ['DatapointsToAlarm', 2],
    ['ComparisonOperator', 'GreaterThanThreshold'],
    ['Threshold', 50],
    ['TreatMissingData', 'missing'],
    ['EvaluateLowSampleCountPercentile', ''],
  ]);
});

test('a percentile is an extended statistic', () => {
  const alarm = metricAlarm({ Statistic: undefined, ExtendedStatistic: 'p99' });
  expect(JSON.parse(alarmMessage(transitionOf(alarm), place)).Trigger).toMatchObject({
    StatisticType: 'ExtendedStatistic',
    ExtendedStatistic: 'p99',
  });
});

test('an anomaly alarm tells metric and band instead of a threshold', () => {
  const { Trigger } = JSON.parse(alarmMessage(transitionOf(bandAlarm()), place));
  expect(Trigger).not.toHaveProperty('Threshold');
  expect(Trigger).toMatchObject({
    ThresholdMetricId: 'ad1',
    Metrics: [
      {
        Id: 'm1',
        MetricStat: {
          Metric: {
            Dimensions: [{ value: 'home', name: 'Probe' }],
            MetricName: 'Latency',
            Namespace: 'Afterprod',
          },
          Period: 60,
          Stat: 'Average',
        },
        ReturnData: true,
      },
      { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)', ReturnData: true },
    ],
  });
});

test('a composite alarm tells its rule and the children that triggered it', () => {
  const definition = parseCompositeAlarm({ AlarmName: 'any', AlarmRule: 'ALARM(slow)' });
  const compiled = toCompositeAlarm(definition, () => true);
  const alarm: Alarm = {
    ...standing('any'),
    kind: 'composite',
    compiled,
    suppression: { phase: 'suppressed' },
  };
  const child = transitionOf(metricAlarm()).alarm;
  const transition: Transition = { alarm, before: child.state, children: [child] };
  const message = JSON.parse(alarmMessage(transition, place));
  expect(Object.keys(message)).toEqual([...COMMON_KEYS, 'AlarmRule', 'TriggeringChildren']);
  expect(message).toMatchObject({
    AlarmDescription: null,
    AlarmRule: 'ALARM(slow)',
    TriggeringChildren: [{ Arn: arn('slow'), State: { Value: 'ALARM', Timestamp: AT } }],
  });
  expect(alarmEventDetail(transition)).toMatchObject({
    alarmName: 'any',
    state: { value: 'ALARM', actionsSuppressedBy: 'Alarm' },
    configuration: { alarmRule: 'ALARM(slow)' },
  });
});

test('the event has lower-case keys, and dimensions as an object', () => {
  expect(alarmEventDetail(transitionOf(metricAlarm()))).toEqual({
    alarmName: 'slow',
    state: { value: 'ALARM', reason: 'because', reasonData: '{}', timestamp: AT },
    previousState: { value: 'OK', reason: 'was fine', timestamp: '2023-09-08T15:46:04.677+0000' },
    configuration: {
      description: 'The page is slow',
      metrics: [
        {
          id: 'm1',
          metricStat: {
            metric: { namespace: 'Afterprod', name: 'Latency', dimensions: { Probe: 'home' } },
            period: 60,
            stat: 'Average',
          },
          returnData: true,
        },
      ],
    },
  });
});
