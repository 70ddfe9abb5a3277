import * as fc from 'fast-check';
import {
  evaluationRange,
  judge,
  type MissingData,
} from '../../../../functions/alarms/judgement.ts';
import { aggregateOf } from '../../../../local/emulators/cloudwatch/aggregate.ts';
import { evaluateAlarm } from '../../../../local/emulators/cloudwatch/alarm-evaluation.ts';
import { BandModels } from '../../../../local/emulators/cloudwatch/band-models.ts';
import type { MetricAlarm } from '../../../../local/emulators/cloudwatch/metric-alarm.ts';
import { MetricStore } from '../../../../local/emulators/cloudwatch/metric-store.ts';
import { bandAlarm, metricAlarm } from '../../../support/alarm.ts';

const MINUTE_MS = 60_000;
const NOW_MS = Date.UTC(2026, 10, 23, 12, 3);

/** Values by how many minutes ago their minute began: index 0 is the minute that has just ended. */
function judgementOf(
  alarm: MetricAlarm,
  minutesAgo: readonly (number | readonly number[] | undefined)[],
  namespace = 'Afterprod',
) {
  const store = new MetricStore();
  minutesAgo.forEach((values, minutes) => {
    if (values === undefined) return;
    const identity = { namespace, name: 'Latency', dimensions: { Probe: 'home' } };
    const atMs = NOW_MS - (minutes + 1) * MINUTE_MS + 1234;
    store.put(identity, { atMs, unit: 'None', measured: aggregateOf([values].flat()) });
  });
  return evaluateAlarm(alarm, { store, bands: new BandModels() }, NOW_MS).judgement;
}

const _ = undefined;

test('periods end now, not at round times of the day', () => {
  const alarm = metricAlarm({
    Period: 300,
    EvaluationPeriods: 1,
    Statistic: 'SampleCount',
    Threshold: 4,
  });
  // 12:03: the five minutes from 11:58 on are full; those from 11:55 and from 12:00 on are not.
  expect(judgementOf(alarm, [1, 1, 1, 1, 1, _, _, _])).toBe('ALARM');
  expect(judgementOf(alarm, [1, 1, 1, _, _, 1, 1, 1])).toBe('OK');
});

test.each<[string, number, string]>([
  ['GreaterThanThreshold', 50, 'OK'],
  ['GreaterThanThreshold', 50.1, 'ALARM'],
  ['GreaterThanOrEqualToThreshold', 50, 'ALARM'],
  ['LessThanThreshold', 50, 'OK'],
  ['LessThanThreshold', 49, 'ALARM'],
  ['LessThanOrEqualToThreshold', 50, 'ALARM'],
])('%s at %s', (ComparisonOperator, value, expected) => {
  expect(judgementOf(metricAlarm({ ComparisonOperator }), [value, value, value])).toBe(expected);
});

test('a math expression is judged as a metric is', () => {
  const Metric = {
    Namespace: 'Afterprod',
    MetricName: 'Latency',
    Dimensions: [{ Name: 'Probe', Value: 'home' }],
  };
  const Metrics = [
    { Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Average' }, ReturnData: false },
    { Id: 'e1', Expression: 'FILL(m1, 100) / 2' },
  ];
  const math = metricAlarm({
    Metrics,
    MetricName: _,
    Namespace: _,
    Statistic: _,
    Period: _,
    Threshold: 49,
  });
  expect(judgementOf(math, [_, _, _])).toBe('ALARM');
  expect(judgementOf(math, [90, _, _])).toBe('OK');
});

test('a metric of DynamoDB is treated as `ignore`, whatever the alarm says', () => {
  const alarm = metricAlarm({ Namespace: 'AWS/DynamoDB', TreatMissingData: 'breaching' });
  expect(judgementOf(alarm, [])).toBe('keep');
});

describe('a percentile of few samples', () => {
  const p90 = (EvaluateLowSampleCountPercentile: string) =>
    metricAlarm({
      Statistic: _,
      ExtendedStatistic: 'p90',
      EvaluationPeriods: 1,
      EvaluateLowSampleCountPercentile,
    });
  const samples = (count: number) => [Array.from({ length: count }, () => 99)];

  test('keeps the state if told to ignore it: p90 needs 100', () => {
    expect(judgementOf(p90('ignore'), samples(99))).toBe('keep');
    expect(judgementOf(p90('ignore'), samples(100))).toBe('ALARM');
  });

  test('is judged otherwise', () => {
    expect(judgementOf(p90('evaluate'), samples(1))).toBe('ALARM');
  });
});

describe('a band', () => {
  const usual = (latest: number) => [
    latest,
    latest,
    latest,
    ...Array.from({ length: 600 }, (_none, i) => 100 + (i % 7)),
  ];

  test('is left upwards and downwards', () => {
    expect(judgementOf(bandAlarm(), usual(300))).toBe('ALARM');
    expect(judgementOf(bandAlarm(), usual(10))).toBe('ALARM');
    expect(judgementOf(bandAlarm(), usual(103))).toBe('OK');
  });

  test('can matter in one direction', () => {
    const high = bandAlarm({ ComparisonOperator: 'GreaterThanUpperThreshold' });
    expect([judgementOf(high, usual(300)), judgementOf(high, usual(10))]).toEqual(['ALARM', 'OK']);
    const low = bandAlarm({ ComparisonOperator: 'LessThanLowerThreshold' });
    expect([judgementOf(low, usual(300)), judgementOf(low, usual(10))]).toEqual(['OK', 'ALARM']);
  });

  test('that has not learned yet leaves the alarm without data', () => {
    expect(judgementOf(bandAlarm(), [1, 2, 3])).toBe('INSUFFICIENT_DATA');
  });
});

test('any alarm is judged by the points that the plain definition gives', () => {
  const treatment = fc.constantFrom<MissingData>('missing', 'ignore', 'breaching', 'notBreaching');
  const minute = fc.option(
    fc.array(fc.integer({ min: 40, max: 60 }), { minLength: 1, maxLength: 3 }),
    { nil: undefined },
  );
  const plan = fc.record({
    n: fc.integer({ min: 1, max: 4 }),
    m: fc.integer({ min: 1, max: 4 }),
    periodMinutes: fc.integer({ min: 1, max: 3 }),
    TreatMissingData: treatment,
    minutes: fc.array(minute, { maxLength: 25 }),
  });
  fc.assert(
    fc.property(plan, ({ n, m, periodMinutes, TreatMissingData, minutes }) => {
      const rule = {
        EvaluationPeriods: n,
        DatapointsToAlarm: Math.min(m, n),
        Period: 60 * periodMinutes,
        TreatMissingData,
      };
      const points = Array.from({ length: evaluationRange(n) }, (_none, i) => {
        const values = minutes
          .slice(i * periodMinutes, (i + 1) * periodMinutes)
          .flatMap((list) => list ?? []);
        if (values.length === 0) return undefined;
        return values.reduce((sum, value) => sum + value, 0) / values.length > 50;
      });
      const expected = judge(points, {
        evaluationPeriods: n,
        datapointsToAlarm: rule.DatapointsToAlarm,
        missingData: TreatMissingData,
      });
      expect(judgementOf(metricAlarm(rule), minutes)).toBe(expected);
    }),
    { numRuns: 300 },
  );
});
