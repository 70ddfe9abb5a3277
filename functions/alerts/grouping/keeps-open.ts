import type { Alert, MemberAlarm } from '../alert.ts';
import { isLoud } from './step.ts';

/** What ends late may begin late, too: its windows are minutes behind. */
const LATE_MS = 600_000;

/** Whether an alert goes on: alarms that end late keep it open only where no other had a part in it. */
export function keepsOpen(alarms: Alert['alarms']): boolean {
  const members = Object.values(alarms);
  const prompt = members.filter(({ ends }) => ends === undefined);
  return (prompt.length > 0 ? prompt : members).some(isLoud);
}

/** Whether an alarm that fires opens an alert: not one that only tells late of what is over. */
export function opensAlert(member: MemberAlarm, latest: Alert | undefined): boolean {
  if (!isLoud(member)) return false;
  if (member.ends === undefined || latest?.resolvedAt === undefined) return true;
  return Date.parse(member.firingSince ?? '') > Date.parse(latest.resolvedAt) + LATE_MS;
}
