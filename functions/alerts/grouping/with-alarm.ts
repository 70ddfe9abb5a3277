import type { MemberAlarm } from '../alert.ts';
import { SEVERITIES } from '../severity.ts';
import { alarmOf } from './step.ts';

/** So many alarms of one service, or of one alert, are known at once: they are one item. */
export const MOST_ALARMS = 500;

type Alarms = Readonly<Record<string, MemberAlarm>>;

/**
 * Adds or replaces one alarm. Where there is no room the one that is over for longest makes it, then the least urgent and latest
 * of those that fire; the same alarms where that is the new one itself.
 */
export function withAlarm(alarms: Alarms, member: MemberAlarm): Alarms {
  const isFull = Object.keys(alarms).length >= MOST_ALARMS;
  if (!isFull || alarmOf(alarms, member.name)) return { ...alarms, [member.name]: member };
  const [leaving] = [member, ...Object.values(alarms)].sort(
    (one, other) => Number(isFiring(one)) - Number(isFiring(other)) || firstToLeave(one, other),
  );
  if (!leaving || leaving === member) return alarms;
  const { [leaving.name]: _, ...rest } = alarms;
  return { ...rest, [member.name]: member };
}

function firstToLeave(one: MemberAlarm, other: MemberAlarm): number {
  const later = Date.parse(other.changedAt) - Date.parse(one.changedAt);
  if (!isFiring(one)) return -later;
  return SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) || later;
}

function isFiring({ firingSince }: MemberAlarm): boolean {
  return firingSince !== undefined;
}
