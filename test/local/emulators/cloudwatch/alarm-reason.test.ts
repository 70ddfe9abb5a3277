import type { AlarmValue } from '../../../../functions/alarms/judgement.ts';
import type { Datapoint } from '../../../../local/emulators/cloudwatch/alarm-evaluation.ts';
import { reasonDataOf, reasonOf } from '../../../../local/emulators/cloudwatch/alarm-reason.ts';
import { decimal, longTime } from '../../../../local/emulators/cloudwatch/alarm-text.ts';
import type { MetricAlarm } from '../../../../local/emulators/cloudwatch/metric-alarm.ts';
import { bandAlarm, metricAlarm } from '../../../support/alarm.ts';

const NEWEST_MS = Date.UTC(2019, 9, 2, 16, 59);

/** Values newest first, one a minute. */
function reason(
  alarm: MetricAlarm,
  values: readonly number[],
  to: AlarmValue,
  limits: object = {},
): string {
  const datapoints = values.map((value, i): Datapoint => {
    return { value, atMs: NEWEST_MS - i * 60_000, isBreaching: value > 50, ...limits };
  });
  const filled = alarm.rule.evaluationPeriods - datapoints.length;
  return reasonOf(alarm, { judgement: to, datapoints, filled }, to);
}

const oneOfOne = { EvaluationPeriods: 1, DatapointsToAlarm: 1 };

test("is AWS's sentence", () => {
  expect(reason(metricAlarm(oneOfOne), [99.5], 'ALARM')).toBe(
    'Threshold Crossed: 1 out of the last 1 datapoints [99.5 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
  );
});

test('lists the datapoints that decided, newest first', () => {
  const twoOfThree = metricAlarm({ DatapointsToAlarm: 2 });
  expect(reason(twoOfThree, [60, 1, 70], 'ALARM')).toBe(
    'Threshold Crossed: 2 out of the last 3 datapoints [60.0 (02/10/19 16:59:00), 70.0 (02/10/19 16:57:00)] were greater than the threshold (50.0) (minimum 2 datapoints for OK -> ALARM transition).',
  );
});

test('back to OK it takes N - M + 1', () => {
  const threeOfThree = metricAlarm({ DatapointsToAlarm: 3 });
  expect(reason(threeOfThree, [40.5, 60, 70], 'OK')).toBe(
    'Threshold Crossed: 1 out of the last 3 datapoints [40.5 (02/10/19 16:59:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
  );
});

test('without DatapointsToAlarm it is shorter', () => {
  expect(reason(metricAlarm(), [51, 52, 53], 'ALARM')).toBe(
    'Threshold Crossed: 3 datapoints [51.0 (02/10/19 16:59:00), 52.0 (02/10/19 16:58:00), 53.0 (02/10/19 16:57:00)] were greater than the threshold (50.0).',
  );
});

test.each<[MissingAs, readonly number[], AlarmValue, string]>([
  [
    'breaching',
    [],
    'ALARM',
    'no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching].',
  ],
  [
    'breaching',
    [1],
    'ALARM',
    '1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].',
  ],
  [
    'breaching',
    [60, 60],
    'ALARM',
    '2 datapoints [60.0 (02/10/19 16:59:00), 60.0 (02/10/19 16:58:00)] were greater than the threshold (50.0) and 1 missing datapoint was treated as [Breaching].',
  ],
  [
    'notBreaching',
    [],
    'OK',
    'no datapoints were received for 3 periods and 3 missing datapoints were treated as [NonBreaching].',
  ],
])('missing data as %s beside %j', (TreatMissingData, values, to, sentence) => {
  expect(reason(metricAlarm({ TreatMissingData }), values, to)).toBe(
    `Threshold Crossed: ${sentence}`,
  );
});

type MissingAs = 'breaching' | 'notBreaching';

test('without any data', () => {
  expect(reason(metricAlarm(), [], 'INSUFFICIENT_DATA')).toBe(
    'Insufficient Data: 3 datapoints were unknown.',
  );
  expect(reason(metricAlarm(oneOfOne), [], 'INSUFFICIENT_DATA')).toBe(
    'Insufficient Data: 1 datapoint was unknown.',
  );
});

test('of a band it names the edges', () => {
  const limits = { lower: 20.5, upper: 45.25 };
  expect(reason(bandAlarm(oneOfOne), [60], 'ALARM', limits)).toBe(
    'Thresholds Crossed: 1 out of the last 1 datapoints [60.0 (02/10/19 16:59:00)] was less than the lower thresholds [20.5] or greater than the upper thresholds [45.25] (minimum 1 datapoint for OK -> ALARM transition).',
  );
  const high = bandAlarm({ ...oneOfOne, ComparisonOperator: 'GreaterThanUpperThreshold' });
  expect(reason(high, [40], 'OK', limits)).toBe(
    'Thresholds Crossed: 1 out of the last 1 datapoints [40.0 (02/10/19 16:59:00)] was not greater than the upper thresholds [45.25] (minimum 1 datapoint for ALARM -> OK transition).',
  );
});

test('for programs it is JSON', () => {
  const datapoints = [{ atMs: NEWEST_MS, value: 99.5, isBreaching: true }];
  const text = reasonDataOf(
    metricAlarm(),
    { judgement: 'ALARM', datapoints, filled: 0 },
    NEWEST_MS + 60_000,
  );
  expect(JSON.parse(text)).toEqual({
    version: '1.0',
    queryDate: '2019-10-02T17:00:00.000+0000',
    startDate: '2019-10-02T16:59:00.000+0000',
    statistic: 'Average',
    period: 60,
    recentDatapoints: [99.5],
    threshold: 50,
    evaluatedDatapoints: [{ timestamp: '2019-10-02T16:59:00.000+0000', value: 99.5 }],
  });
});

test.each<[number, string]>([
  [0, '0.0'],
  [-3, '-3.0'],
  [0.524033991396324, '0.524033991396324'],
  [0.0001, '1.0E-4'],
  [12_345_678, '1.2345678E7'],
])('%s is written as Java does: %s', (value, text) => {
  expect(decimal(value)).toBe(text);
});

test('times in words', () => {
  expect(longTime(Date.UTC(2021, 10, 5, 2, 45, 55))).toBe('Friday 05 November, 2021 02:45:55 UTC');
});
