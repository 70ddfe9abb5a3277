import type { Alarm, Transition } from '../../../../local/emulators/cloudwatch/alarm.ts';
import { parseCompositeAlarm } from '../../../../local/emulators/cloudwatch/alarm-definition.ts';
import { alarmEventDetail } from '../../../../local/emulators/cloudwatch/alarm-event.ts';
import {
  alarmMessage,
  alarmSubject,
} from '../../../../local/emulators/cloudwatch/alarm-message.ts';
import { toCompositeAlarm } from '../../../../local/emulators/cloudwatch/composite-alarm.ts';
import { configurationEventDetail } from '../../../../local/emulators/cloudwatch/configuration-event.ts';
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

/** The keys of a value and of what is in it, as CloudWatch writes them. */
function keysIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysIn);
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([key, inner]) =>
    typeof inner === 'object' && inner !== null ? [key, keysIn(inner)] : key,
  );
}

const MATH = {
  Statistic: undefined,
  Period: undefined,
  MetricName: undefined,
  Namespace: undefined,
  Dimensions: undefined,
  Metrics: [
    {
      Id: 'm1',
      MetricStat: {
        Metric: {
          Namespace: 'Afterprod',
          MetricName: 'Latency',
          Dimensions: [{ Name: 'Probe', Value: 'home' }],
        },
        Period: 60,
        Stat: 'Sum',
        Unit: 'Milliseconds',
      },
      ReturnData: false,
    },
    { Id: 'e1', Expression: 'm1 * 2', Label: 'Twice', ReturnData: true },
  ],
};
const RULE = ['Period', 'EvaluationPeriods', 'ComparisonOperator', 'Threshold'];
const MISSING = ['TreatMissingData', 'EvaluateLowSampleCountPercentile'];

test('math tells its lines, with the keys in order', () => {
  const { Trigger } = JSON.parse(alarmMessage(transitionOf(metricAlarm(MATH)), place));
  const metric = [['Dimensions', [['value', 'name']]], 'MetricName', 'Namespace'];
  const stat = ['MetricStat', [['Metric', metric], 'Period', 'Stat', 'Unit']];
  const lines = [
    ['Id', stat, 'ReturnData'],
    ['Expression', 'Id', 'Label', 'ReturnData'],
  ];
  expect(keysIn(Trigger)).toEqual([...RULE, ...MISSING, ['Metrics', lines]]);
});

test('the event of math has its lines, with the keys in order', () => {
  const { configuration } = alarmEventDetail(transitionOf(metricAlarm(MATH))) as never;
  const metric = ['metric', ['namespace', 'name', ['dimensions', ['Probe']]]];
  expect(keysIn(configuration)).toEqual([
    'description',
    [
      'metrics',
      [
        ['id', ['metricStat', [metric, 'period', 'stat', 'unit']], 'returnData'],
        ['id', 'expression', 'label', 'returnData'],
      ],
    ],
  ]);
});

test('the event of a changed configuration has the keys in order', () => {
  const { alarm } = transitionOf(metricAlarm());
  const detail = configurationEventDetail({ operation: 'update', alarm, previous: alarm });
  expect(Object.keys(detail)).toEqual([
    'alarmName',
    'operation',
    'state',
    'configuration',
    'previousConfiguration',
  ]);
  const { configuration } = detail as { readonly configuration: object };
  expect(Object.keys(configuration)).toEqual([
    'evaluationPeriods',
    'threshold',
    'comparisonOperator',
    'treatMissingData',
    'metrics',
    'alarmName',
    'description',
    'actionsEnabled',
    'timestamp',
    'okActions',
    'alarmActions',
    'insufficientDataActions',
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
  expect(Object.keys(message)).toEqual([
    'AlarmName',
    'AlarmDescription',
    'AWSAccountId',
    'NewStateValue',
    'NewStateReason',
    'StateChangeTime',
    'Region',
    'AlarmArn',
    'OKActions',
    'AlarmActions',
    'InsufficientDataActions',
    'OldStateValue',
    'AlarmRule',
    'TriggeringChildren',
  ]);
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
  expect(configurationEventDetail({ operation: 'delete', alarm })).toMatchObject({
    state: { actionsSuppressedBy: 'Alarm', value: 'ALARM', timestamp: AT },
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
