import type { Alert, MemberAlarm } from '../alert.ts';
import { isLoud } from './step.ts';

/** What ends late may begin late, too: its windows are minutes behind. */
const LATE_MS = 600_000;

/** Alarms that end late keep an alert open only where no other had a part in it. */
function keepsOpen(alarms: Alert['alarms']): boolean {
  const members = Object.values(alarms);
  const prompt = members.filter(({ ends }) => ends === undefined);
  return (prompt.length > 0 ? prompt : members).some(isLoud);
}

/** Whether an alert goes on by its alarms, those among them that found no room in it. */
export function goesOn({ alarms, leftOut = [] }: Pick<Alert, 'alarms' | 'leftOut'>): boolean {
  return leftOut.length > 0 || keepsOpen(alarms);
}

/** Whether an alarm that fires opens an alert: not one that only tells late of what is over. */
export function opensAlert(member: MemberAlarm, latest: Alert | undefined): boolean {
  if (!isLoud(member)) return false;
  if (member.ends === undefined || latest?.resolvedAt === undefined) return true;
  return Date.parse(member.firingSince ?? '') > Date.parse(latest.resolvedAt) + LATE_MS;
}
