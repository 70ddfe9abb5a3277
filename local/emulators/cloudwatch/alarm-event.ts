import type { AlarmState, Transition } from './alarm.ts';
import type { CompositeAlarmDefinition, MetricQueryDefinition } from './alarm-definition.ts';
import { isoTime } from './alarm-text.ts';
import type { MetricAlarm } from './metric-alarm.ts';
import { type Dimensions, toDimensions } from './metric-identity.ts';
import { type Suppression, suppressedBy } from './suppression.ts';

/** The `detail` of EventBridge's `CloudWatch Alarm State Change`. */
export function alarmEventDetail({ alarm, before, mute }: Transition): object {
  const { definition } = alarm.compiled;
  const description =
    definition.AlarmDescription === undefined ? {} : { description: definition.AlarmDescription };
  return {
    alarmName: alarm.name,
    state: {
      ...stateOf(alarm.state),
      ...(alarm.kind === 'composite' ? suppressionOf(alarm.suppression) : {}),
    },
    previousState: stateOf(before),
    configuration: {
      ...description,
      ...(alarm.kind === 'metric'
        ? { metrics: metricsOf(alarm.compiled) }
        : compositeConfiguration(alarm.compiled.definition)),
    },
    ...(mute && {
      muteDetail: {
        mutedByArn: mute.ruleArn,
        muteWindowStart: isoTime(mute.startMs),
        muteWindowEnd: isoTime(mute.endMs),
      },
    }),
  };
}

function stateOf({ value, reason, reasonData, sinceMs }: AlarmState): object {
  return {
    value,
    reason,
    ...(reasonData === undefined ? {} : { reasonData }),
    timestamp: isoTime(sinceMs),
  };
}

function suppressionOf(suppression: Suppression): object {
  const actionsSuppressedBy = suppressedBy(suppression);
  if (actionsSuppressedBy === undefined) return {};
  return {
    actionsSuppressedBy,
    actionsSuppressedReason: `Actions suppressed by ${actionsSuppressedBy}`,
  };
}

/** What a composite is made of, as EventBridge has it. */
export function compositeConfiguration(definition: CompositeAlarmDefinition): object {
  const { AlarmRule, ActionsSuppressor } = definition;
  if (ActionsSuppressor === undefined) return { alarmRule: AlarmRule };
  return {
    alarmRule: AlarmRule,
    actionsSuppressor: ActionsSuppressor,
    actionsSuppressorWaitPeriod: definition.ActionsSuppressorWaitPeriod,
    actionsSuppressorExtensionPeriod: definition.ActionsSuppressorExtensionPeriod,
  };
}

/** The metrics of an alarm as EventBridge has them. */
export function metricsOf({ definition, periodMs }: MetricAlarm): object[] {
  if (definition.Metrics) return definition.Metrics.map(toEventMetric);
  const {
    Namespace = '',
    MetricName = '',
    Statistic,
    ExtendedStatistic,
    Dimensions: list,
    Unit,
  } = definition;
  return [
    {
      // EventBridge names the one metric by a UUID that changes with the alarm; nothing reads it.
      id: 'm1',
      metricStat: metricStat(Namespace, MetricName, toDimensions(list), {
        period: periodMs / 1000,
        stat: Statistic ?? ExtendedStatistic,
        ...(Unit === undefined ? {} : { unit: Unit }),
      }),
      returnData: true,
    },
  ];
}

function toEventMetric({ Id, Label, Expression, MetricStat, ReturnData }: MetricQueryDefinition) {
  return {
    id: Id,
    ...(Expression === undefined ? {} : { expression: Expression }),
    ...(Label === undefined ? {} : { label: Label }),
    ...(MetricStat && {
      metricStat: metricStat(
        MetricStat.Metric.Namespace,
        MetricStat.Metric.MetricName,
        toDimensions(MetricStat.Metric.Dimensions),
        {
          period: MetricStat.Period,
          stat: MetricStat.Stat,
          ...(MetricStat.Unit === undefined ? {} : { unit: MetricStat.Unit }),
        },
      ),
    }),
    returnData: ReturnData,
  };
}

function metricStat(namespace: string, name: string, dimensions: Dimensions, rest: object): object {
  return { metric: { namespace, name, dimensions }, ...rest };
}
