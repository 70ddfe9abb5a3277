import type { Alarm } from './alarm.ts';
import type { MetricAlarmDefinition } from './alarm-definition.ts';
import { compositeConfiguration, metricsOf } from './alarm-event.ts';
import { isoTime } from './alarm-text.ts';
import { suppressedBy } from './suppression.ts';

/** An alarm that was made, changed or deleted. */
export interface ConfigurationChange {
  readonly operation: 'create' | 'update' | 'delete';
  /** As it is now; of one that was deleted, as it was. */
  readonly alarm: Alarm;
  /** Before an update. */
  readonly previous?: Alarm;
}

/** The `detail` of EventBridge's `CloudWatch Alarm Configuration Change`. */
export function configurationEventDetail({
  operation,
  alarm,
  previous,
}: ConfigurationChange): object {
  const { value, sinceMs } = alarm.state;
  const by = alarm.kind === 'composite' ? suppressedBy(alarm.suppression) : undefined;
  const suppressed = by !== undefined && { actionsSuppressedBy: by };
  return {
    alarmName: alarm.name,
    operation,
    state: { ...suppressed, value, timestamp: isoTime(sinceMs) },
    configuration: configurationOf(alarm),
    ...(previous && { previousConfiguration: configurationOf(previous) }),
  };
}

function configurationOf(alarm: Alarm): object {
  const { definition } = alarm.compiled;
  return {
    ...(alarm.kind === 'metric'
      ? { ...ruleOf(alarm.compiled.definition), metrics: metricsOf(alarm.compiled) }
      : compositeConfiguration(alarm.compiled.definition)),
    alarmName: alarm.name,
    ...(definition.AlarmDescription !== undefined && { description: definition.AlarmDescription }),
    actionsEnabled: definition.ActionsEnabled,
    timestamp: isoTime(alarm.configuredMs),
    okActions: definition.OKActions,
    alarmActions: definition.AlarmActions,
    insufficientDataActions: definition.InsufficientDataActions,
  };
}

function ruleOf(definition: MetricAlarmDefinition): object {
  const { DatapointsToAlarm, Threshold, ThresholdMetricId } = definition;
  return {
    evaluationPeriods: definition.EvaluationPeriods,
    ...(DatapointsToAlarm !== undefined && { datapointsToAlarm: DatapointsToAlarm }),
    ...(Threshold !== undefined && { threshold: Threshold }),
    ...(ThresholdMetricId !== undefined && { thresholdMetricId: ThresholdMetricId }),
    comparisonOperator: definition.ComparisonOperator,
    treatMissingData: definition.TreatMissingData ?? 'missing',
  };
}
