import type { MemberAlarm } from '../alert.ts';
import { alarmOf } from './step.ts';

/** So many alarms of one service, or of one alert, are known at once: they are one item. */
const MOST_ALARMS = 500;

type Alarms = Readonly<Record<string, MemberAlarm>>;

/** Adds or replaces one alarm; the one that is over for longest makes room. Undefined where all fire. */
export function withAlarm(alarms: Alarms, member: MemberAlarm): Alarms | undefined {
  const isFull = Object.keys(alarms).length >= MOST_ALARMS;
  if (!isFull || alarmOf(alarms, member.name)) return { ...alarms, [member.name]: member };
  const [oldest] = Object.values(alarms)
    .filter(({ firingSince }) => firingSince === undefined)
    .sort((one, other) => Date.parse(one.changedAt) - Date.parse(other.changedAt));
  if (!oldest) return undefined;
  const { [oldest.name]: _, ...rest } = alarms;
  return { ...rest, [member.name]: member };
}
