import { z } from 'zod/mini';
import { flawsOf } from '../flaws.ts';
import type { ExcludedRange } from './band-models.ts';
import { keyOfMetric, type MetricIdentity, toDimensions } from './metric-identity.ts';
import { isMetricTime } from './metric-time.ts';
import { statisticNamed } from './statistic.ts';

const DIMENSIONS = z.optional(z.array(z.object({ Name: z.string(), Value: z.string() })));

const METRIC = z.object({
  Namespace: z.string().check(z.minLength(1)),
  MetricName: z.string().check(z.minLength(1)),
  Dimensions: DIMENSIONS,
  Stat: z.string().check(z.minLength(1)),
});

/** The API's are dates, those of templates `2026-11-23T09:00:00`, in UTC. */
const TIME = z.union([z.date(), z.string()]);

const CONFIGURATION = z.strictObject({
  ExcludedTimeRanges: z.optional(z.array(z.strictObject({ StartTime: TIME, EndTime: TIME }))),
  /** Only matters where a day's rhythm follows daylight saving; the band's hours are UTC. */
  MetricTimezone: z.optional(z.string()),
});

/** What a metric's band is not to learn from. */
export interface AnomalyDetector {
  readonly metric: MetricIdentity;
  readonly statistic: string;
  readonly excluded: readonly ExcludedRange[];
  readonly timeZone?: string;
}

/**
 * Reads a detector as the API and templates write it: the metric in `SingleMetricAnomalyDetector`, or beside it as it was
 * before. Throws an Error that says what is wrong.
 */
export function parseDetector(input: Readonly<Record<string, unknown>>): AnomalyDetector {
  const { metric, statistic } = parseDetected(input);
  const { ExcludedTimeRanges: ranges = [], MetricTimezone: timeZone } = parsed(
    CONFIGURATION,
    configurationIn(input),
  );
  const excluded = ranges.map(({ StartTime, EndTime }) => rangeOf(StartTime, EndTime));
  return { metric, statistic, excluded, ...(timeZone !== undefined && { timeZone }) };
}

/** The metric that a detector is about. */
export function parseDetected(
  input: Readonly<Record<string, unknown>>,
): Pick<AnomalyDetector, 'metric' | 'statistic'> {
  if (input['MetricMathAnomalyDetector'] !== undefined)
    throw new Error('MetricMathAnomalyDetector is not emulated: a band of math learns from all');
  const { Namespace, MetricName, Dimensions, Stat } = parsed(
    METRIC,
    input['SingleMetricAnomalyDetector'] ?? input,
  );
  const metric = { namespace: Namespace, name: MetricName, dimensions: toDimensions(Dimensions) };
  return { metric, statistic: statisticNamed(Stat).name };
}

/** Tells one detector from another. */
export function keyOfDetector({
  metric,
  statistic,
}: Pick<AnomalyDetector, 'metric' | 'statistic'>): string {
  return `${statistic} ${keyOfMetric(metric)}`;
}

/** CloudFormation writes `MetricTimeZone`. */
function configurationIn({ Configuration }: Readonly<Record<string, unknown>>): unknown {
  if (typeof Configuration !== 'object' || Configuration === null) return Configuration ?? {};
  const { MetricTimeZone, ...rest } = Configuration as Record<string, unknown>;
  return MetricTimeZone === undefined ? rest : { ...rest, MetricTimezone: MetricTimeZone };
}

function rangeOf(start: Date | string, end: Date | string): ExcludedRange {
  const range = { fromMs: momentOf(start), toMs: momentOf(end) };
  if (range.fromMs < range.toMs) return range;
  throw new Error(`ExcludedTimeRanges: the StartTime ${start} must be before the EndTime ${end}`);
}

function momentOf(time: Date | string): number {
  const atMs = typeof time === 'string' ? Date.parse(`${time.replace(/Z$/, '')}Z`) : Number(time);
  if (isMetricTime(atMs)) return atMs;
  throw new Error(`ExcludedTimeRanges: ${time} must be a time like 2026-11-23T09:00:00, in UTC`);
}

function parsed<T extends z.ZodMiniType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Error(flawsOf(result.error));
}
