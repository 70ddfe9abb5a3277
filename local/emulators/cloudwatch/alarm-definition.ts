import { z } from 'zod/mini';
import { flawsOf } from '../flaws.ts';

const arns = z._default(z.array(z.string()), []);
const number = z.coerce.number();
const positive = number.check(z.int(), z.positive());

const dimensions = z._default(z.array(z.object({ Name: z.string(), Value: z.string() })), []);

const actions = {
  AlarmName: z.string().check(z.minLength(1)),
  AlarmDescription: z.optional(z.string()),
  ActionsEnabled: z._default(z.boolean(), true),
  OKActions: arns,
  AlarmActions: arns,
  InsufficientDataActions: arns,
};

const metricQuery = z.object({
  Id: z.string(),
  Label: z.optional(z.string()),
  Period: z.optional(positive),
  ReturnData: z._default(z.boolean(), true),
  Expression: z.optional(z.string()),
  MetricStat: z.optional(
    z.object({
      Metric: z.object({
        Namespace: z.string(),
        MetricName: z.string(),
        Dimensions: dimensions,
      }),
      Period: positive,
      Stat: z.string(),
      Unit: z.optional(z.string()),
    }),
  ),
});

const metricAlarm = z.object({
  ...actions,
  MetricName: z.optional(z.string()),
  Namespace: z.optional(z.string()),
  Statistic: z.optional(z.string()),
  ExtendedStatistic: z.optional(z.string()),
  Dimensions: dimensions,
  Period: z.optional(positive),
  Unit: z.optional(z.string()),
  EvaluationPeriods: positive,
  DatapointsToAlarm: z.optional(positive),
  Threshold: z.optional(number),
  ComparisonOperator: z.enum([
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
    'LessThanLowerOrGreaterThanUpperThreshold',
    'LessThanLowerThreshold',
    'GreaterThanUpperThreshold',
  ]),
  TreatMissingData: z.optional(z.enum(['breaching', 'notBreaching', 'ignore', 'missing'])),
  EvaluateLowSampleCountPercentile: z.optional(z.enum(['evaluate', 'ignore'])),
  Metrics: z.optional(z.array(metricQuery)),
  ThresholdMetricId: z.optional(z.string()),
});

const compositeAlarm = z.object({
  ...actions,
  AlarmRule: z.string(),
  ActionsSuppressor: z.optional(z.string()),
  ActionsSuppressorWaitPeriod: z.optional(number.check(z.nonnegative())),
  ActionsSuppressorExtensionPeriod: z.optional(number.check(z.nonnegative())),
});

/** The properties that count. */
export const METRIC_ALARM_PROPERTIES = Object.keys(metricAlarm.shape);
export const COMPOSITE_ALARM_PROPERTIES = Object.keys(compositeAlarm.shape);

/** A metric alarm as templates write it. */
export type MetricAlarmDefinition = z.output<typeof metricAlarm>;
export type MetricQueryDefinition = z.output<typeof metricQuery>;
export type CompositeAlarmDefinition = z.output<typeof compositeAlarm>;
export type AlarmDefinition = MetricAlarmDefinition | CompositeAlarmDefinition;

export function parseMetricAlarm(input: unknown): MetricAlarmDefinition {
  return parsed(metricAlarm, input);
}

export function parseCompositeAlarm(input: unknown): CompositeAlarmDefinition {
  return parsed(compositeAlarm, input);
}

export function parseMetricQueries(input: unknown): readonly MetricQueryDefinition[] {
  return parsed(z.array(metricQuery), input);
}

function parsed<T extends z.ZodMiniType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Error(flawsOf(result.error));
}
