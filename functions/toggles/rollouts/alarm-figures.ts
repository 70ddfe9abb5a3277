import type { MetricAlarm, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';

/** What to ask CloudWatch for, to see whether an alarm sees anything. */
export interface AlarmFigures {
  readonly queries: MetricDataQuery[];
  readonly from: Date;
  readonly to: Date;
}

/** CloudWatch looks further back than an alarm's own periods, as figures come late. */
const LATE_PERIODS = 2;
/** Whatever the period: figures of AWS's services are a minute or two late. */
const SHORTEST_WINDOW_MS = 3 * 60_000;
const USUAL_PERIOD_S = 60;

/** The figures of the alarm's own metrics in its latest evaluation, its band left out: a band has figures by itself. */
export function alarmFigures(alarm: MetricAlarm, nowMs: number): AlarmFigures {
  const { Metrics = [], EvaluationPeriods = 1, ThresholdMetricId } = alarm;
  const queries = Metrics.length > 0 ? withoutBand(Metrics, ThresholdMetricId) : [solely(alarm)];
  const periods = queries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 0);
  const periodMs = 1000 * (Math.max(alarm.Period ?? 0, ...periods) || USUAL_PERIOD_S);
  const windowMs = Math.max((EvaluationPeriods + LATE_PERIODS) * periodMs, SHORTEST_WINDOW_MS);
  return { queries, from: new Date(nowMs - windowMs), to: new Date(nowMs) };
}

/**
 * Whether the alarm sees anything: what it judges has a figure, and one of the metrics that this is made of. A formula
 * alone would not do: `FILL(m, 0)` gives figures out of nothing.
 */
export function hasFigures(alarm: MetricAlarm, results: readonly MetricDataResult[]): boolean {
  const { Metrics = [], ThresholdMetricId } = alarm;
  const seen = new Set(results.filter(({ Values = [] }) => Values.length > 0).map(({ Id }) => Id));
  if (Metrics.length === 0) return seen.size > 0;
  const judged = Metrics.filter(
    ({ Id, ReturnData = true }) => ReturnData && Id !== ThresholdMetricId,
  );
  const measured = Metrics.filter(({ MetricStat }) => MetricStat !== undefined);
  return (
    judged.every(({ Id }) => seen.has(Id)) &&
    (measured.length === 0 || measured.some(({ Id }) => seen.has(Id)))
  );
}

function withoutBand(metrics: readonly MetricDataQuery[], bandId: string | undefined) {
  return metrics.filter(({ Id }) => Id !== bandId).map((query) => ({ ...query, ReturnData: true }));
}

function solely(alarm: MetricAlarm): MetricDataQuery {
  const { Namespace, MetricName, Dimensions, Unit } = alarm;
  return {
    Id: 'm1',
    MetricStat: {
      Metric: { Namespace, MetricName, Dimensions },
      Period: alarm.Period ?? USUAL_PERIOD_S,
      Stat: alarm.Statistic ?? alarm.ExtendedStatistic,
      ...(Unit && { Unit }),
    },
    ReturnData: true,
  };
}
