import type { Alarm, Transition } from './alarm.ts';
import type { MetricAlarmDefinition, MetricQueryDefinition } from './alarm-definition.ts';
import { isoTime } from './alarm-text.ts';
import { regionName } from './region-names.ts';

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** `ALARM: "name" in US East (Ohio)`, at most the 100 characters that SNS takes. */
export function alarmSubject({ name, state }: Alarm, { region }: Place): string {
  return `${state.value}: "${name}" in ${regionName(region)}`.slice(0, 100);
}

/** What CloudWatch sends to a topic: JSON, its keys in CloudWatch's order, which differs for composite alarms. */
export function alarmMessage({ alarm, before, children }: Transition, place: Place): string {
  const { OKActions, AlarmActions, InsufficientDataActions } = alarm.compiled.definition;
  const actions = { OKActions, AlarmActions, InsufficientDataActions };
  const old = { OldStateValue: before.value };
  if (alarm.kind === 'metric') {
    const Trigger = trigger(alarm.compiled.definition, alarm.compiled.periodMs / 1000);
    const AlarmConfigurationUpdatedTimestamp = isoTime(alarm.configuredMs);
    const named = { ...namedIn(alarm, place), AlarmConfigurationUpdatedTimestamp };
    return JSON.stringify({ ...named, ...stateIn(alarm, place), ...old, ...actions, Trigger });
  }
  const { AlarmRule } = alarm.compiled.definition;
  const TriggeringChildren = children.map(({ arn, state }) => ({
    Arn: arn,
    State: { Value: state.value, Timestamp: isoTime(state.sinceMs) },
  }));
  const composed = { AlarmRule, TriggeringChildren };
  const told = { ...namedIn(alarm, place), ...stateIn(alarm, place) };
  return JSON.stringify({ ...told, ...actions, ...old, ...composed });
}

function namedIn({ name, compiled }: Alarm, { accountId }: Place): object {
  return {
    AlarmName: name,
    AlarmDescription: compiled.definition.AlarmDescription ?? null,
    AWSAccountId: accountId,
  };
}

function stateIn({ state, arn }: Alarm, { region }: Place): object {
  return {
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: isoTime(state.sinceMs),
    Region: regionName(region),
    AlarmArn: arn,
  };
}

/** A statistic as messages write it: `SAMPLE_COUNT`. */
const STATISTICS: Readonly<Record<string, string>> = {
  Average: 'AVERAGE',
  Sum: 'SUM',
  Minimum: 'MINIMUM',
  Maximum: 'MAXIMUM',
  SampleCount: 'SAMPLE_COUNT',
};

function trigger(definition: MetricAlarmDefinition, periodS: number): object {
  const { Metrics, ThresholdMetricId } = definition;
  return {
    ...(Metrics ? {} : onlyMetric(definition)),
    Period: periodS,
    EvaluationPeriods: definition.EvaluationPeriods,
    ...(definition.DatapointsToAlarm === undefined
      ? {}
      : { DatapointsToAlarm: definition.DatapointsToAlarm }),
    ComparisonOperator: definition.ComparisonOperator,
    ...(ThresholdMetricId === undefined
      ? { Threshold: definition.Threshold }
      : { ThresholdMetricId }),
    TreatMissingData: definition.TreatMissingData ?? 'missing',
    EvaluateLowSampleCountPercentile: definition.EvaluateLowSampleCountPercentile ?? '',
    ...(Metrics ? { Metrics: Metrics.map(toTriggerMetric) } : {}),
  };
}

function onlyMetric(definition: MetricAlarmDefinition): object {
  const { Statistic, ExtendedStatistic } = definition;
  return {
    MetricName: definition.MetricName,
    Namespace: definition.Namespace,
    ...(Statistic === undefined
      ? { StatisticType: 'ExtendedStatistic', ExtendedStatistic }
      : { StatisticType: 'Statistic', Statistic: STATISTICS[Statistic] }),
    Unit: definition.Unit ?? null,
    Dimensions: lowercased(definition.Dimensions),
  };
}

function toTriggerMetric({ Id, Label, Expression, MetricStat, ReturnData }: MetricQueryDefinition) {
  return {
    ...(Expression === undefined ? {} : { Expression }),
    Id,
    ...(Label === undefined ? {} : { Label }),
    ...(MetricStat && {
      MetricStat: {
        Metric: {
          Dimensions: lowercased(MetricStat.Metric.Dimensions),
          MetricName: MetricStat.Metric.MetricName,
          Namespace: MetricStat.Metric.Namespace,
        },
        Period: MetricStat.Period,
        Stat: MetricStat.Stat,
        ...(MetricStat.Unit === undefined ? {} : { Unit: MetricStat.Unit }),
      },
    }),
    ReturnData,
  };
}

function lowercased(dimensions: readonly { readonly Name: string; readonly Value: string }[]) {
  return dimensions.map(({ Name, Value }) => ({ value: Value, name: Name }));
}
