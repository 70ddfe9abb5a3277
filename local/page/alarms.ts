import type { Cloud } from '../emulator.ts';

/** An alarm for people: what it watches is in its name and description. */
export interface AlarmView {
  readonly alarmName: string;
  readonly description?: string;
  readonly state: string;
  readonly reason: string;
  /** Driven time, ISO 8601. */
  readonly since: string;
}

interface AlarmOutput {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly StateValue: string;
  readonly StateReason?: string;
  readonly StateTransitionedTimestamp?: Date;
  readonly StateUpdatedTimestamp?: Date;
}

/** All alarms, those that fire first. */
export async function readAlarms(cloud: Cloud): Promise<readonly AlarmView[]> {
  const alarms: AlarmView[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloud.call(
      'cloudwatch',
      'DescribeAlarms',
      { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], ...(NextToken && { NextToken }) },
      { kind: 'root' },
    );
    const found: readonly AlarmOutput[] = [
      ...(page.CompositeAlarms ?? []),
      ...(page.MetricAlarms ?? []),
    ];
    alarms.push(...found.map(viewOf));
    NextToken = page.NextToken;
  } while (NextToken);
  return alarms.sort(
    (left, right) =>
      urgency(left) - urgency(right) || left.alarmName.localeCompare(right.alarmName),
  );
}

function viewOf(alarm: AlarmOutput): AlarmView {
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    alarmName: alarm.AlarmName,
    ...(alarm.AlarmDescription && { description: alarm.AlarmDescription }),
    state: alarm.StateValue,
    reason: alarm.StateReason ?? '',
    since: since ? new Date(since).toISOString() : '',
  };
}

function urgency({ state }: AlarmView): number {
  return ['ALARM', 'INSUFFICIENT_DATA', 'OK'].indexOf(state);
}
