import { isoTime } from '../../shared/clock.ts';
import type { Alert, ServiceState } from '../alert.ts';
import { alertEvent } from './events-of-change.ts';
import { goesOn } from './keeps-open.ts';
import { withEnd } from './settle-seconds.ts';
import { alarmOf, type Step } from './step.ts';

/** An alarm that has been over for so long is forgotten. */
const REMEMBERED_MS = 86_400_000;

/** What time alone makes of a service: an alert in which nothing fires any more is resolved, what is long over is forgotten. */
export function settle(state: ServiceState, nowMs: number): Step {
  const kept = healed(withoutForgotten(state, nowMs), nowMs);
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
  const recentEnds = withEnd(kept, isoTime(nowMs));
  return { state: { ...kept, alert: resolved, recentEnds }, events: [event] };
}

/** An alert that is open though nothing in it fires: whatever the reason, it is not for ever. */
function healed(state: ServiceState, nowMs: number): ServiceState {
  const { alert } = state;
  if (alert?.status !== 'open') return state;
  const latest = Object.values(alert.alarms).map(
    (each) => alarmOf(state.alarms, each.name) ?? each,
  );
  const alarms = Object.fromEntries(latest.map((each) => [each.name, each]));
  if (goesOn({ ...alert, alarms })) return state;
  const settlesAt = alert.settlesAt ?? isoTime(nowMs);
  return { ...state, alert: { ...alert, alarms, status: 'settling', settlesAt } };
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
