import { isoTime } from '../../shared/clock.ts';
import type { Alert } from '../alert.ts';
import type { AlertsConfig } from '../alerts-config.ts';
import { wants } from '../deliveries/wants.ts';
import { isMoreUrgent } from './alert-after.ts';
import { alertEvent } from './events-of-change.ts';
import { isLoud, type Step } from './step.ts';

/** Of an alert, after it opened: whatever its cause is, somebody is told then. */
const LONGEST_HOLD_MS = 3_600_000;

interface Circumstances extends Pick<AlertsConfig, 'waitSeconds' | 'routes'> {
  readonly nowMs: number;
}

/**
 * Notes on a live alert whether nobody is told of it yet, because a service that it depends on has an alert: one that opened
 * before it, or as soon after it as it waits for company, that is no less urgent, that is known to last, and that one of the
 * routes that want the held alert hears of. After an hour nothing holds it.
 *
 * @param dependencies - the latest alerts of the services that this one depends on
 */
export function held(
  step: Step,
  dependencies: readonly Alert[],
  circumstances: Circumstances,
): Step {
  const { alert } = step.state;
  if (!alert || alert.status === 'resolved') return step;
  const cause = dependencies.find((each) => holds(each, alert, circumstances));
  if (cause?.service === alert.heldBy) return step;
  const { heldBy: _, ...free } = alert;
  const at = isoTime(circumstances.nowMs);
  if (!cause) {
    const text = `Is told of: ${alert.heldBy} holds it back no longer`;
    const event = alertEvent(at, `released ${at}`, text);
    return { state: { ...step.state, alert: free }, events: [...step.events, event] };
  }
  const { service: heldBy } = cause;
  const event = alertEvent(
    at,
    `held ${at}`,
    `Held back: it depends on ${heldBy}, which has an alert`,
  );
  return { state: { ...step.state, alert: { ...free, heldBy } }, events: [...step.events, event] };
}

function holds(cause: Alert, alert: Alert, { nowMs, waitSeconds, routes }: Circumstances): boolean {
  const openedMs = Date.parse(alert.openedAt);
  return (
    cause.status !== 'resolved' &&
    nowMs < openedMs + LONGEST_HOLD_MS &&
    Date.parse(cause.openedAt) <= openedMs + 1000 * waitSeconds &&
    !isMoreUrgent(alert.severity, cause.severity) &&
    isKnown(cause) &&
    routes.some((route) => wants(route, alert, nowMs) && wants(route, cause, nowMs))
  );
}

/** One that fires without data says nothing of now. */
function isKnown({ alarms }: Alert): boolean {
  const firing = Object.values(alarms).filter(isLoud);
  return firing.length === 0 || firing.some(({ state }) => state === 'ALARM');
}
