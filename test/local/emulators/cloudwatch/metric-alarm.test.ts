import { bandAlarm, metricAlarm } from '../../../support/alarm.ts';

const _ = undefined;
const stat = (Period: number) => ({
  Metric: { Namespace: 'N', MetricName: 'M' },
  Period,
  Stat: 'Sum',
});
const withMetrics = (Metrics: readonly object[], more: object = {}) => ({
  Metrics,
  MetricName: _,
  Namespace: _,
  Statistic: _,
  Period: _,
  ...more,
});

describe('what CloudWatch would refuse is refused', () => {
  test.each<[string, object, string]>([
    [
      'an unknown operator',
      { ComparisonOperator: 'Above' },
      'ComparisonOperator: must be GreaterThanOrEqualToThreshold or ',
    ],
    ['M above N', { DatapointsToAlarm: 4 }, 'DatapointsToAlarm 4 is above EvaluationPeriods 3'],
    ['an odd period', { Period: 45 }, 'Period 45 must be 10, 20, 30 or a multiple of 60'],
    ['more than a day of minutes', { EvaluationPeriods: 1441 }, 'at most 86400 s'],
    ['more than a week of hours', { Period: 3600, EvaluationPeriods: 169 }, 'at most 604800 s'],
    ['no threshold', { Threshold: _ }, 'needs Threshold or ThresholdMetricId'],
    [
      'a band operator without a band',
      { ComparisonOperator: 'LessThanLowerThreshold' },
      'needs ThresholdMetricId',
    ],
    ['no metric', { MetricName: _ }, 'needs Namespace, MetricName and Statistic, or Metrics'],
    ['an unknown statistic', { Statistic: 'Median' }, 'the statistic Median is not emulated'],
    [
      'an action that is not emulated',
      { AlarmActions: ['arn:aws:automate:eu-west-1:ec2:stop'] },
      'is not emulated',
    ],
    [
      'two periods',
      withMetrics([
        { Id: 'a', MetricStat: stat(60) },
        { Id: 'b', MetricStat: stat(300), ReturnData: false },
      ]),
      'one Period, not 60, 300',
    ],
    [
      'two returned',
      withMetrics([
        { Id: 'a', MetricStat: stat(60) },
        { Id: 'b', MetricStat: stat(60) },
      ]),
      'exactly one of Metrics has ReturnData',
    ],
    [
      'none returned',
      withMetrics([{ Id: 'a', MetricStat: stat(60), ReturnData: false }]),
      'exactly one of Metrics has ReturnData',
    ],
    [
      'a scalar',
      withMetrics([
        { Id: 'a', MetricStat: stat(60), ReturnData: false },
        { Id: 'e', Expression: 'SUM(a)' },
      ]),
      'e gives a scalar',
    ],
    [
      'several series',
      withMetrics([
        { Id: 'a', MetricStat: stat(60), ReturnData: false },
        { Id: 'e', Expression: 'METRICS()' },
      ]),
      'e gives a list',
    ],
    [
      'eleven metrics',
      withMetrics(
        Array.from({ length: 11 }, (_none, i) => ({
          Id: `m${i}`,
          MetricStat: stat(60),
          ReturnData: i === 0,
        })),
      ),
      'more than 10',
    ],
    [
      'neither metric nor expression',
      withMetrics([{ Id: 'a' }]),
      'a needs either MetricStat or Expression',
    ],
  ])('%s', (_name, different, message) => {
    expect(() => metricAlarm(different)).toThrow(message);
  });

  test('a threshold id that is no band', () => {
    expect(() => bandAlarm({ ThresholdMetricId: 'm1' })).toThrow(
      'must be an ANOMALY_DETECTION_BAND',
    );
  });

  test('an operator that does not compare with a band', () => {
    expect(() => bandAlarm({ ComparisonOperator: 'GreaterThanThreshold' })).toThrow(
      'does not compare with a band',
    );
  });
});

test('numbers may be texts, as in templates', () => {
  expect(
    metricAlarm({ Threshold: '50', Period: '60', EvaluationPeriods: '3' }).rule.evaluationPeriods,
  ).toBe(3);
});

test.each([10, 20, 30, 60, 300, 86_400])('a period of %i seconds is allowed', (Period) => {
  expect(metricAlarm({ Period }).periodMs).toBe(1_000 * Period);
});

test.each([
  [10, 8_640, 8_641],
  [60, 1_440, 1_441],
  [3_540, 24, 25],
  [3_600, 168, 169],
  [86_400, 7, 8],
])('of %i seconds %i periods are looked at, no more', (Period, most, tooMany) => {
  expect(metricAlarm({ Period, EvaluationPeriods: most }).rule.evaluationPeriods).toBe(most);
  expect(() => metricAlarm({ Period, EvaluationPeriods: tooMany })).toThrow('at most');
});
