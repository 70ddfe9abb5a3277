import type { MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { AlarmRule, BandRule, ThresholdRule } from '../../functions/alarms/rule.ts';
import { CliError } from '../cli-error.ts';

/** What CloudWatch is asked for, and how the alarm judges it. */
export interface ReplayedAlarm {
  readonly queries: readonly MetricDataQuery[];
  /** The line that is judged. */
  readonly watchedId: string;
  readonly rule: AlarmRule;
  /** What the replay leaves out. */
  readonly notes: readonly string[];
}

const BAND = /^\s*ANOMALY_DETECTION_BAND\(\s*(\w+)\s*(?:,\s*([\d.]+)\s*)?\)\s*$/;
const DEFAULT_DEVIATIONS = 2;

const COMPARISONS: Readonly<Record<string, ThresholdRule['comparison']>> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'atLeast',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'atMost',
};

const SIDES: Readonly<Record<string, BandRule['side']>> = {
  GreaterThanUpperThreshold: 'above',
  LessThanLowerThreshold: 'below',
  LessThanLowerOrGreaterThanUpperThreshold: 'either',
};

/**
 * Reads what an alarm of CloudWatch judges. Its math is left to CloudWatch, which gives the series that it comes to; a band
 * is learned anew here.
 */
export function replayedAlarm(alarm: MetricAlarm): ReplayedAlarm {
  const queries = queriesOf(alarm);
  const returned = queries.filter(({ ReturnData }) => ReturnData !== false);
  const [watched] = returned.filter(({ Id }) => Id !== alarm.ThresholdMetricId);
  if (watched?.Id === undefined) throw cannot(alarm, 'it names no line that is judged');
  const limit = limitOf(alarm, queries, watched.Id);
  const { EvaluationPeriods: n = 1 } = alarm;
  return {
    queries: queries
      .filter(({ Id }) => Id !== alarm.ThresholdMetricId)
      .map((query) => ({ ...query, ReturnData: query.Id === watched.Id })),
    watchedId: watched.Id,
    rule: {
      ...limit,
      datapointsToAlarm: alarm.DatapointsToAlarm ?? n,
      evaluationPeriods: n,
      periodSeconds: periodOf(alarm, queries),
      missingData: missingDataOf(alarm, queries),
    },
    notes:
      alarm.EvaluateLowSampleCountPercentile === 'ignore'
        ? ['CloudWatch keeps the state where a percentile has few samples; the replay judges it.']
        : [],
  };
}

function queriesOf(alarm: MetricAlarm): readonly MetricDataQuery[] {
  if (alarm.Metrics && alarm.Metrics.length > 0) return alarm.Metrics;
  const { Namespace, MetricName, Dimensions, Period, Unit } = alarm;
  const Stat = alarm.Statistic ?? alarm.ExtendedStatistic;
  const Metric = { Namespace, MetricName, Dimensions };
  return [{ Id: 'm1', MetricStat: { Metric, Period, Stat, ...(Unit && { Unit }) } }];
}

function limitOf(alarm: MetricAlarm, queries: readonly MetricDataQuery[], watchedId: string) {
  const { ComparisonOperator = '', ThresholdMetricId, Threshold } = alarm;
  const [comparison, side] = [COMPARISONS[ComparisonOperator], SIDES[ComparisonOperator]];
  if (comparison && Threshold !== undefined) {
    return { kind: 'threshold' as const, comparison, threshold: Threshold };
  }
  const expression = queries.find(({ Id }) => Id === ThresholdMetricId)?.Expression ?? '';
  const [, of, deviations = DEFAULT_DEVIATIONS] = BAND.exec(expression) ?? [];
  if (!side || of !== watchedId) {
    throw cannot(alarm, `it judges ${watchedId} by '${expression}' (${ComparisonOperator})`);
  }
  return { kind: 'band' as const, deviations: Number(deviations), side };
}

function periodOf(alarm: MetricAlarm, queries: readonly MetricDataQuery[]): number {
  const period = queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? [])[0];
  if (period === undefined) throw cannot(alarm, 'no period is known of it');
  return period;
}

/** CloudWatch treats metrics of DynamoDB as `ignore`, whatever the alarm says. */
function missingDataOf(
  { TreatMissingData }: MetricAlarm,
  queries: readonly MetricDataQuery[],
): AlarmRule['missingData'] {
  const isDynamo = queries.some(
    ({ MetricStat }) => MetricStat?.Metric?.Namespace === 'AWS/DynamoDB',
  );
  if (isDynamo) return 'ignore';
  const known = ['ignore', 'breaching', 'notBreaching'] as const;
  return known.find((each) => each === TreatMissingData) ?? 'missing';
}

function cannot({ AlarmName }: MetricAlarm, why: string): CliError {
  return new CliError(
    `${AlarmName} cannot be replayed: ${why}. Name its metric with --metric, and a rule.`,
  );
}
