import { isoTime } from '../../shared/clock.ts';
import type { Alert } from '../alert.ts';
import { isMoreUrgent } from './alert-after.ts';
import { alertEvent } from './events-of-change.ts';
import type { Step } from './step.ts';

/**
 * Notes on a live alert whether nobody is told of it yet, because a service that it depends on has an alert: one that opened
 * before it, or as soon after it as it waits for company, and that is no less urgent, so that somebody is told of that one.
 *
 * @param dependencies - the latest alerts of the services that this one depends on
 */
export function held(
  step: Step,
  dependencies: readonly Alert[],
  { nowMs, waitSeconds }: { readonly nowMs: number; readonly waitSeconds: number },
): Step {
  const { alert } = step.state;
  if (!alert || alert.status === 'resolved') return step;
  const cause = dependencies.find(
    ({ status, severity, openedAt }) =>
      status !== 'resolved' &&
      !isMoreUrgent(alert.severity, severity) &&
      Date.parse(openedAt) <= Date.parse(alert.openedAt) + 1000 * waitSeconds,
  );
  if (cause?.service === alert.heldBy) return step;
  const { heldBy: _, ...free } = alert;
  const at = isoTime(nowMs);
  if (!cause) {
    const event = alertEvent(at, `released ${at}`, `Is told of: ${alert.heldBy} is well again`);
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
