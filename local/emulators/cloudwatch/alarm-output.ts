import type { Alarm } from './alarm.ts';
import type { HistoryItem } from './alarm-history.ts';
import { suppressedBy } from './suppression.ts';

/** An alarm as `DescribeAlarms` shows it. */
export function describeAlarm(alarm: Alarm): object {
  const { definition } = alarm.compiled;
  const { state } = alarm;
  return {
    ...definition,
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredMs),
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: new Date(state.sinceMs),
    StateTransitionedTimestamp: new Date(state.sinceMs),
    ...(alarm.kind === 'composite' ? suppressionOf(alarm) : {}),
  };
}

export function describeHistoryItem(item: HistoryItem): object {
  return {
    AlarmName: item.alarmName,
    AlarmType: item.alarmType,
    Timestamp: new Date(item.atMs),
    HistoryItemType: item.type,
    HistorySummary: item.summary,
    HistoryData: item.data,
  };
}

function suppressionOf({ suppression }: Extract<Alarm, { kind: 'composite' }>): object {
  const ActionsSuppressedBy = suppressedBy(suppression);
  if (ActionsSuppressedBy === undefined) return {};
  const ActionsSuppressedReason = `Actions suppressed by ${ActionsSuppressedBy}`;
  return { ActionsSuppressedBy, ActionsSuppressedReason };
}
