import type { Alert, MemberAlarm } from '../alert.ts';
import { alarmOf, isLoud, loudNames } from './step.ts';
import { MOST_ALARMS, withAlarm } from './with-alarm.ts';

/** Names of more are not kept. */
const MOST_LEFT_OUT = 500;

/** An alert with one of its alarms as it is now; those that fire and find no room are known by name. */
export function withMember(alert: Alert, member: MemberAlarm): Alert {
  const alarms = withAlarm(alert.alarms, member);
  const { leftOut = [], ...rest } = alert;
  if (leftOut.length === 0 && Object.keys(alert.alarms).length < MOST_ALARMS) {
    return { ...rest, alarms };
  }
  const loud = isLoud(member) ? [member.name] : [];
  const names = new Set([...leftOut, ...loudNames(alert.alarms), ...loud]);
  if (!isLoud(member)) names.delete(member.name);
  return withLeftOut(
    { ...rest, alarms },
    [...names].filter((name) => !alarmOf(alarms, name)),
  );
}

export function withLeftOut({ leftOut: _, ...alert }: Alert, names: readonly string[]): Alert {
  return names.length === 0 ? alert : { ...alert, leftOut: names.slice(0, MOST_LEFT_OUT) };
}
