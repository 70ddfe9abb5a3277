import { isoTime } from '../../shared/clock.ts';
import type { MemberAlarm, ServiceState } from '../alert.ts';
import { MOST_AHEAD_MS } from '../parse/not-of-the-future.ts';

/** Alarms whose latest change lies ahead changed now, so that what CloudWatch says of them counts. The same where none does. */
export function withoutFuture(state: ServiceState, nowMs: number): ServiceState {
  const { alarms, alert } = state;
  if (!Object.values(alarms).some((each) => isAhead(each, nowMs))) return state;
  return {
    ...state,
    alarms: ofNow(alarms, nowMs),
    ...(alert && { alert: { ...alert, alarms: ofNow(alert.alarms, nowMs) } }),
  };
}

function ofNow(alarms: ServiceState['alarms'], nowMs: number): ServiceState['alarms'] {
  const entries = Object.entries(alarms).map(([name, alarm]) => [
    name,
    isAhead(alarm, nowMs) ? { ...alarm, changedAt: isoTime(nowMs) } : alarm,
  ]);
  return Object.fromEntries(entries);
}

function isAhead({ changedAt }: MemberAlarm, nowMs: number): boolean {
  return Date.parse(changedAt) > nowMs + MOST_AHEAD_MS;
}
