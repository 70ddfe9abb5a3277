import type { Alert } from '../alert.ts';
import type { AlertsConfig, Route } from '../alerts-config.ts';
import type { Delivery, MessageKind, PendingMessage } from '../delivery.ts';
import { SEVERITIES } from '../severity.ts';
import { testedRoute } from '../tested-route.ts';
import { wants } from './wants.ts';

/**
 * What is due for one route and one alert. `idle`: nothing until the alert changes or the route's hours come; `done`: nothing
 * ever again; `dead`: given up, until somebody redrives it or there is newer news.
 */
export type Step =
  | { readonly kind: 'idle' | 'done' | 'dead' }
  | { readonly kind: 'wait'; readonly until: string }
  | { readonly kind: 'compose'; readonly message: MessageKind }
  | { readonly kind: 'send'; readonly message: PendingMessage };

type Pace = Pick<AlertsConfig, 'waitSeconds' | 'intervalSeconds'>;

const IDLE: Step = { kind: 'idle' };
const DONE: Step = { kind: 'done' };

/** A route without an address is looked at again so often: somebody may have connected it. */
const UNCONNECTED_MS = 300_000;

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
    if (alert.status === 'resolved') return DONE;
    const again = Date.parse(unconnectedAt) + UNCONNECTED_MS;
    if (nowMs < again) return waitUntil(again);
  }
  if (pending?.isDead) return ofDead(alert, delivery, pending, pace, nowMs);
  if (pending) return ofPending(pending, nowMs);
  const due = dueMessage(alert, delivery, route, pace, nowMs);
  return typeof due === 'string' ? { kind: 'compose', message: due } : due;
}

function ofPending(message: PendingMessage, nowMs: number): Step {
  const { nextAttemptAt, claimedUntil = nextAttemptAt } = message;
  const from = Math.max(Date.parse(nextAttemptAt), Date.parse(claimedUntil));
  return nowMs < from ? waitUntil(from) : { kind: 'send', message };
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
  const { resolvedAt, heldBy, openedAt, service } = alert;
  const isWanted = heldBy === undefined && wants(route, alert, nowMs);
  if (resolvedAt !== undefined && nowMs - Date.parse(resolvedAt) > STALE_MS) return DONE;
  if (!isWanted) return alert.status === 'resolved' ? DONE : IDLE;
  const waitMs = testedRoute(service) === undefined ? 1_000 * waitSeconds : 0;
  const from = Date.parse(openedAt) + waitMs;
  return nowMs < from ? waitUntil(from) : 'trigger';
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

function waitUntil(epochMs: number): Step {
  return { kind: 'wait', until: new Date(epochMs).toISOString() };
}
