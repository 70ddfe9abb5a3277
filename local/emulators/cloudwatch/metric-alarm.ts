import type { JudgementRule } from '../../../functions/alarms/judgement.ts';
import type {
  AlarmDefinition,
  MetricAlarmDefinition,
  MetricQueryDefinition,
} from './alarm-definition.ts';
import { toDimensions } from './metric-identity.ts';
import { type MathLine, type MetricLine, MetricMath } from './metric-math.ts';
import { statisticNamed } from './statistic.ts';

const DAY_S = 86_400;
const HOUR_S = 3_600;
const MOST_METRICS = 10;

/** Periods below a minute that CloudWatch allows, in seconds. */
const SHORT_PERIODS_S = [10, 20, 30];

const BAND_OPERATORS = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];

/** A metric alarm that was checked and can be evaluated. */
export interface MetricAlarm {
  readonly definition: MetricAlarmDefinition;
  readonly math: MetricMath;
  /** The line of `math` that is compared with the threshold or the band. */
  readonly watchedId: string;
  readonly periodMs: number;
  readonly rule: JudgementRule;
  /** The metric whose sample count decides whether a percentile says anything; absent where it need not. */
  readonly lowSamples?: { readonly line: MetricLine; readonly fewest: number };
}

/** Checks what CloudWatch checks when an alarm is made; throws an Error that says what is wrong. */
export function toMetricAlarm(definition: MetricAlarmDefinition): MetricAlarm {
  checkActions(definition);
  const lines = definition.Metrics ? definition.Metrics.map(toLine) : [toOnlyLine(definition)];
  const math = new MetricMath(lines);
  checkThreshold(definition, math);
  const watchedId = checkedWatchedId(definition, math);
  const periodS = periodOf(definition);
  const { EvaluationPeriods: n, DatapointsToAlarm: m = n } = definition;
  if (m > n) throw new Error(`DatapointsToAlarm ${m} is above EvaluationPeriods ${n}`);
  checkLength(periodS, n);
  const lowSamples = lowSamplesOf(definition, lines);
  return {
    definition,
    math,
    watchedId,
    periodMs: periodS * 1000,
    rule: {
      evaluationPeriods: n,
      datapointsToAlarm: m,
      missingData: missingDataOf(definition, lines),
    },
    ...(lowSamples ? { lowSamples } : {}),
  };
}

/** Only topics can be told; anything else would be silently left out. */
export function checkActions(definition: AlarmDefinition): void {
  const { OKActions, AlarmActions, InsufficientDataActions } = definition;
  for (const arn of [...OKActions, ...AlarmActions, ...InsufficientDataActions]) {
    if (!/^arn:[^:]*:sns:/.test(arn)) {
      throw new Error(`the alarm action ${arn} is not emulated: only SNS topics are`);
    }
  }
}

/** A line of `Metrics`, of an alarm or of GetMetricData. */
export function toLine({ Id: id, MetricStat, Expression }: MetricQueryDefinition): MathLine {
  if ((MetricStat === undefined) === (Expression === undefined)) {
    throw new Error(`${id} needs either MetricStat or Expression`);
  }
  if (Expression !== undefined) return { id, text: Expression };
  const { Metric, Stat = '', Unit } = MetricStat ?? {};
  return {
    id,
    statistic: statisticNamed(Stat),
    metric: {
      namespace: Metric?.Namespace ?? '',
      name: Metric?.MetricName ?? '',
      dimensions: toDimensions(Metric?.Dimensions),
      ...(Unit === undefined ? {} : { unit: Unit }),
    },
  };
}

function toOnlyLine(definition: MetricAlarmDefinition): MathLine {
  const { Namespace, MetricName, Statistic, ExtendedStatistic, Dimensions, Unit } = definition;
  const statistic = Statistic ?? ExtendedStatistic;
  if (Namespace === undefined || MetricName === undefined || statistic === undefined) {
    throw new Error('an alarm needs Namespace, MetricName and Statistic, or Metrics');
  }
  return {
    id: 'm1',
    statistic: statisticNamed(statistic),
    metric: {
      namespace: Namespace,
      name: MetricName,
      dimensions: toDimensions(Dimensions),
      ...(Unit === undefined ? {} : { unit: Unit }),
    },
  };
}

function checkedWatchedId(
  { Metrics, ThresholdMetricId }: MetricAlarmDefinition,
  math: MetricMath,
): string {
  if (!Metrics) return 'm1';
  if (Metrics.length > MOST_METRICS)
    throw new Error(`Metrics has more than ${MOST_METRICS} entries`);
  const returned = Metrics.filter(({ ReturnData }) => ReturnData).map(({ Id }) => Id);
  const [watched, ...more] = returned.filter((id) => id !== ThresholdMetricId);
  if (watched === undefined || more.length > 0) {
    throw new Error(
      `exactly one of Metrics has ReturnData beside the band, not ${returned.join(', ')}`,
    );
  }
  if (math.kind(watched) !== 'series') {
    throw new Error(
      `${watched} gives a ${math.kind(watched)}: an alarm watches a single time series`,
    );
  }
  return watched;
}

function periodOf({ Period, Metrics }: MetricAlarmDefinition): number {
  const given = Metrics?.flatMap(({ MetricStat }) => MetricStat?.Period ?? []) ?? [Period];
  const [period, ...others] = [...new Set(given)];
  if (period === undefined || others.length > 0) {
    throw new Error(`an alarm has one Period, not ${given.join(', ') || 'none'}`);
  }
  return period;
}

function checkLength(periodS: number, evaluationPeriods: number): void {
  if (periodS % 60 !== 0 && !SHORT_PERIODS_S.includes(periodS)) {
    throw new Error(`Period ${periodS} must be 10, 20, 30 or a multiple of 60 seconds`);
  }
  const longestS = periodS < HOUR_S ? DAY_S : 7 * DAY_S;
  if (periodS * evaluationPeriods > longestS) {
    throw new Error(
      `Period x EvaluationPeriods is ${periodS * evaluationPeriods} s: at most ${longestS} s`,
    );
  }
}

function checkThreshold(definition: MetricAlarmDefinition, math: MetricMath): void {
  const { Threshold, ThresholdMetricId, ComparisonOperator } = definition;
  const isBandOperator = BAND_OPERATORS.includes(ComparisonOperator);
  if (ThresholdMetricId === undefined) {
    if (Threshold === undefined) throw new Error('an alarm needs Threshold or ThresholdMetricId');
    if (isBandOperator) throw new Error(`${ComparisonOperator} needs ThresholdMetricId`);
    return;
  }
  if (!math.isBand(ThresholdMetricId)) {
    throw new Error(`ThresholdMetricId ${ThresholdMetricId} must be an ANOMALY_DETECTION_BAND`);
  }
  if (!isBandOperator) throw new Error(`${ComparisonOperator} does not compare with a band`);
}

/** CloudWatch treats metrics of DynamoDB as `ignore`, whatever the alarm says. */
function missingDataOf(
  { TreatMissingData = 'missing' }: MetricAlarmDefinition,
  lines: readonly MathLine[],
): JudgementRule['missingData'] {
  const isDynamo = lines.some(
    (line) => 'metric' in line && line.metric.namespace === 'AWS/DynamoDB',
  );
  return isDynamo ? 'ignore' : TreatMissingData;
}

/** A percentile p needs 10 / (1 - p) samples, below the median 10 / p. */
function lowSamplesOf(
  { EvaluateLowSampleCountPercentile }: MetricAlarmDefinition,
  lines: readonly MathLine[],
): MetricAlarm['lowSamples'] {
  const [line] = lines;
  if (EvaluateLowSampleCountPercentile !== 'ignore' || !line || !('metric' in line))
    return undefined;
  const { percentile } = line.statistic;
  if (percentile === undefined) return undefined;
  const rare = Math.min(percentile, 100 - percentile) / 100;
  return { line, fewest: Math.round((10 / rare) * 1e6) / 1e6 };
}
