import type { Alert } from '../alert.ts';
import type { AlertsConfig, Route } from '../alerts-config.ts';
import type { Delivery, MessageKind, PendingMessage } from '../delivery.ts';
import { SEVERITIES } from '../severity.ts';
import { testedRoute } from '../tested-route.ts';
import { pendingStep, type Step, UNCONNECTED_MS, waitUntil } from './step.ts';
import { wants } from './wants.ts';

type Pace = Pick<AlertsConfig, 'waitSeconds' | 'intervalSeconds'>;

const IDLE: Step = { kind: 'idle' };
const DONE: Step = { kind: 'done' };

/** Of what was over so long ago nobody is told for the first time. */
const STALE_MS = 86_400_000;

/**
 * Decides from what is and what the route has: whoever asks twice, late, or after a crash gets the same answer.
 *
 * @param alert - as it is now
 */
export function nextStep(
  alert: Alert,
  delivery: Delivery,
  route: Route,
  pace: Pace,
  nowMs: number,
): Step {
  const { pending, unconnectedAt } = delivery;
  if (unconnectedAt !== undefined) {
    if (alert.status === 'resolved' && delivery.toldKind === undefined) return DONE;
    const again = Date.parse(unconnectedAt) + UNCONNECTED_MS;
    if (nowMs < again) return waitUntil(again);
  }
  if (pending?.isDead) return ofDead(alert, delivery, pending, pace, nowMs);
  if (pending) return pendingStep(pending, nowMs);
  const due = dueMessage(alert, delivery, route, pace, nowMs);
  return typeof due === 'string' ? { kind: 'compose', message: due } : due;
}

/** What is newer takes the place of what was given up; but nobody hears the end of what he never heard of. */
function ofDead(
  alert: Alert,
  { toldKind }: Delivery,
  { kind, revision, nextAttemptAt }: PendingMessage,
  { intervalSeconds }: Pace,
  nowMs: number,
): Step {
  if (kind === 'resolve') return { kind: 'dead' };
  if (alert.status === 'resolved') {
    return toldKind === undefined ? { kind: 'dead' } : { kind: 'compose', message: 'resolve' };
  }
  if (alert.status === 'settling' || alert.revision <= revision) return { kind: 'dead' };
  const from = Date.parse(nextAttemptAt) + 1_000 * intervalSeconds;
  return nowMs < from ? waitUntil(from) : { kind: 'compose', message: kind };
}

function dueMessage(
  alert: Alert,
  delivery: Delivery,
  route: Route,
  pace: Pace,
  nowMs: number,
): MessageKind | Step {
  if (delivery.toldKind === undefined) return firstMessage(alert, route, pace, nowMs);
  if (delivery.toldKind === 'resolve') return DONE;
  if (alert.status === 'resolved') return 'resolve';
  return nextUpdate(alert, delivery, pace, nowMs);
}

function firstMessage(
  alert: Alert,
  route: Route,
  { waitSeconds }: Pace,
  nowMs: number,
): MessageKind | Step {
  const { resolvedAt, openedAt, service } = alert;
  if (resolvedAt !== undefined && nowMs - Date.parse(resolvedAt) > STALE_MS) return DONE;
  const isOver = alert.status === 'resolved';
  if (wasToldDirectly(alert, route)) return isOver ? 'resolve' : IDLE;
  if (!isWanted(alert, route, nowMs)) return isOver ? DONE : IDLE;
  const waitMs = testedRoute(service) === undefined ? 1_000 * waitSeconds : 0;
  const from = Date.parse(openedAt) + waitMs;
  return nowMs < from ? waitUntil(from) : 'trigger';
}

function isWanted(alert: Alert, route: Route, nowMs: number): boolean {
  return alert.heldBy === undefined && wants(route, alert, nowMs);
}

/** Whether the alarms' own actions have told by e-mail all that there is to tell but the end. */
function wasToldDirectly({ severity, alarms }: Alert, { channel, severities }: Route): boolean {
  if (channel !== 'sns' || !severities.includes(severity)) return false;
  return Object.values(alarms).every(({ told }) => told === 'directly');
}

function nextUpdate(
  alert: Alert,
  { toldRevision = 0, toldSeverity = alert.severity, toldAt = alert.openedAt }: Delivery,
  { intervalSeconds }: Pace,
  nowMs: number,
): MessageKind | Step {
  if (alert.status === 'settling' || alert.revision <= toldRevision) return IDLE;
  if (SEVERITIES.indexOf(alert.severity) < SEVERITIES.indexOf(toldSeverity)) return 'update';
  const from = Date.parse(toldAt) + 1_000 * intervalSeconds;
  return nowMs < from ? waitUntil(from) : 'update';
}
