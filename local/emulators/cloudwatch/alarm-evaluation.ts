import { evaluationRange, type Judgement, judge } from '../../../functions/alarms/judgement.ts';
import type { Spans, TimeSeries } from '../../../functions/alarms/time-series.ts';
import type { MetricAlarmDefinition } from './alarm-definition.ts';
import type { MathValue } from './math-value.ts';
import type { MetricAlarm } from './metric-alarm.ts';
import type { MathSource } from './metric-math.ts';

/** One datapoint that an alarm looked at. */
export interface Datapoint {
  /** Start of its period, in epoch milliseconds. */
  readonly atMs: number;
  readonly value: number;
  readonly isBreaching: boolean;
  /** What it was compared with. */
  readonly lower?: number;
  readonly upper?: number;
}

export interface Evaluation {
  readonly judgement: Judgement;
  /** The datapoints that decided, newest first. */
  readonly datapoints: readonly Datapoint[];
  /** How many missing ones were filled in. */
  readonly filled: number;
}

/** Evaluates one alarm at `nowMs`: over periods that end now, not at round times of the day. */
export function evaluateAlarm(alarm: MetricAlarm, source: MathSource, nowMs: number): Evaluation {
  const { rule, periodMs, math, watchedId, definition } = alarm;
  const count = evaluationRange(rule.evaluationPeriods);
  const spans = { startMs: nowMs - count * periodMs, periodMs, count };
  const lineValue = math.evaluate(source, spans);
  const limits = limitsOf(definition, lineValue);
  const points = pointsOf(lineValue(watchedId)).map((value, i) =>
    toDatapoint(definition, spans, i, value, limits),
  );
  points.reverse();
  const datapoints = points.filter((point) => point !== undefined).slice(0, rule.evaluationPeriods);
  const judgement = hasLowSamples(alarm, source, spans, datapoints)
    ? 'keep'
    : judge(
        points.map((point) => point?.isBreaching),
        rule,
      );
  return { judgement, datapoints, filled: rule.evaluationPeriods - datapoints.length };
}

interface Limits {
  readonly lower: TimeSeries | undefined;
  readonly upper: TimeSeries | undefined;
}

function limitsOf(
  { ThresholdMetricId }: MetricAlarmDefinition,
  lineValue: (id: string) => MathValue,
): Limits {
  const band = ThresholdMetricId === undefined ? undefined : lineValue(ThresholdMetricId);
  const [lower, upper] = band?.kind === 'list' ? band.items : [];
  return { lower, upper };
}

/** Without a band (nothing learned yet) there is nothing to compare with: as if the point were missing. */
function toDatapoint(
  { ThresholdMetricId, Threshold = 0, ComparisonOperator }: MetricAlarmDefinition,
  { startMs, periodMs }: Spans,
  i: number,
  value: number | undefined,
  limits: Limits,
): Datapoint | undefined {
  if (value === undefined) return undefined;
  const atMs = startMs + i * periodMs;
  if (ThresholdMetricId === undefined) {
    return { atMs, value, isBreaching: BREACHES[ComparisonOperator](value, Threshold, Threshold) };
  }
  const [lower, upper] = [limits.lower?.[i], limits.upper?.[i]];
  if (lower === undefined || upper === undefined) return undefined;
  const isBreaching = BREACHES[ComparisonOperator](value, lower, upper);
  return { atMs, value, isBreaching, lower, upper };
}

type Comparison = (value: number, lower: number, upper: number) => boolean;

const BREACHES: Readonly<Record<MetricAlarmDefinition['ComparisonOperator'], Comparison>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanLowerOrGreaterThanUpperThreshold: (value, lower, upper) => value < lower || value > upper,
  LessThanLowerThreshold: (value, lower) => value < lower,
  GreaterThanUpperThreshold: (value, _, upper) => value > upper,
};

function hasLowSamples(
  { lowSamples }: MetricAlarm,
  { store }: MathSource,
  { startMs, periodMs, count }: Spans,
  datapoints: readonly Datapoint[],
): boolean {
  if (!lowSamples) return false;
  const samples = store.samples(lowSamples.line.metric, { startMs, periodMs, count });
  return datapoints.some(
    ({ atMs }) => (samples[(atMs - startMs) / periodMs] ?? 0) < lowSamples.fewest,
  );
}

function pointsOf(value: MathValue): TimeSeries {
  return value.kind === 'series' ? value.points : [];
}
