import { isoTime } from '../../shared/clock.ts';
import type { Alert, ServiceState } from '../alert.ts';
import { alertEvent } from './events-of-change.ts';
import type { Step } from './step.ts';

/** An alarm that has been over for so long is forgotten. */
const REMEMBERED_MS = 86_400_000;

/** What time alone makes of a service: an alert in which nothing fires any more is resolved, what is long over is forgotten. */
export function settle(state: ServiceState, nowMs: number): Step {
  const kept = withoutForgotten(state, nowMs);
  const { alert } = kept;
  if (alert?.status !== 'settling' || Date.parse(alert.settlesAt ?? '') > nowMs) {
    return { state: kept, events: [] };
  }
  const { settlesAt: _, ...rest } = alert;
  const resolved: Alert = {
    ...rest,
    status: 'resolved',
    resolvedAt: overSince(alert),
    revision: alert.revision + 1,
  };
  const event = alertEvent(isoTime(nowMs), 'resolved', 'Resolved');
  return { state: { ...kept, alert: resolved }, events: [event] };
}

function withoutForgotten(state: ServiceState, nowMs: number): ServiceState {
  const entries = Object.entries(state.alarms);
  const left = entries.filter(
    ([, { firingSince, changedAt }]) =>
      firingSince !== undefined || Date.parse(changedAt) > nowMs - REMEMBERED_MS,
  );
  return left.length === entries.length ? state : { ...state, alarms: Object.fromEntries(left) };
}

/** When the last of its alarms ended. */
function overSince({ alarms, openedAt }: Alert): string {
  const ends = Object.values(alarms)
    .filter(({ firingSince }) => firingSince === undefined)
    .map(({ changedAt }) => Date.parse(changedAt));
  return isoTime(Math.max(Date.parse(openedAt), ...ends));
}
