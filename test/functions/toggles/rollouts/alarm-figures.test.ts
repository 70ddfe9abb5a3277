import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { alarmFigures, hasFigures } from '../../../../functions/toggles/rollouts/alarm-figures.ts';

const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
const metric = { Namespace: 'Afterprod', MetricName: 'Up', Dimensions: [] };
const simple: MetricAlarm = { ...metric, Statistic: 'Minimum', Period: 60, EvaluationPeriods: 3 };
const stat = (Id: string) => ({
  Id,
  MetricStat: { Metric: metric, Period: 300, Stat: 'Sum' },
  ReturnData: false,
});
const rate: MetricAlarm = {
  EvaluationPeriods: 2,
  Metrics: [
    stat('errors'),
    stat('requests'),
    { Id: 'rate', Expression: 'FILL(errors, 0) / requests', ReturnData: true },
  ],
};
const banded: MetricAlarm = {
  EvaluationPeriods: 3,
  ThresholdMetricId: 'band',
  Metrics: [
    { ...stat('m1'), ReturnData: true },
    { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m1, 3)', ReturnData: true },
  ],
};

/** Series that have a figure. */
const seen = (...ids: readonly string[]) => [
  ...ids.map((Id) => ({ Id, Values: [1] })),
  { Id: 'empty', Values: [] },
];

test.each<[string, MetricAlarm, number]>([
  ['its periods, and two that may be late', simple, 5],
  ['three minutes at least', { ...simple, Period: 10 }, 3],
  ['the period of its metrics', rate, 20],
])('looks back %s', (_, alarm, minutes) => {
  const { from, to } = alarmFigures(alarm, NOW_MS);
  expect(to).toEqual(new Date(NOW_MS));
  expect((NOW_MS - from.getTime()) / 60_000).toBe(minutes);
});

test('asks for the metric as the alarm reads it', () => {
  const extended = { ...metric, ExtendedStatistic: 'p90', Period: 120, Unit: 'Count' } as const;
  expect(alarmFigures({ ...extended, EvaluationPeriods: 1 }, NOW_MS).queries).toEqual([
    {
      Id: 'm1',
      MetricStat: { Metric: metric, Period: 120, Stat: 'p90', Unit: 'Count' },
      ReturnData: true,
    },
  ]);
});

test('asks for all metrics of a formula, and for no band', () => {
  expect(alarmFigures(rate, NOW_MS).queries).toMatchObject([
    { Id: 'errors', ReturnData: true },
    { Id: 'requests', ReturnData: true },
    { Id: 'rate', ReturnData: true },
  ]);
  expect(alarmFigures(banded, NOW_MS).queries).toMatchObject([{ Id: 'm1' }]);
});

test.each<[string, MetricAlarm, readonly string[], boolean]>([
  ['sees its metric', simple, ['m1'], true],
  ['does not see its metric', simple, [], false],
  ['sees a formula and some of what it is made of', rate, ['requests', 'rate'], true],
  ['sees a formula made of nothing', rate, ['rate'], false],
  ['sees no formula', rate, ['errors', 'requests'], false],
  ['sees what is held against a band', banded, ['m1'], true],
  ['sees a band alone', banded, ['band'], false],
])('an alarm that %s', (_, alarm, ids, expected) => {
  expect(
    hasFigures(
      alarm,
      seen(...ids).filter(({ Id }) => Id !== 'empty'),
    ),
  ).toBe(expected);
  expect(hasFigures(alarm, seen(...ids))).toBe(expected);
});
