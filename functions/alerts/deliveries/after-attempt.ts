import { isoTime } from '../../shared/clock.ts';
import type { SendResult } from '../channels/send-result.ts';
import type { Delivery, PendingMessage } from '../delivery.ts';
import type { TimelineEvent } from '../timeline.ts';
import { MOST_ATTEMPTS, retryAfterMs } from './retry-after.ts';

/** What has to be kept of an attempt. */
export interface Outcome {
  readonly delivery: Delivery;
  /** What was given up, for the queue of such. @default - nothing was */
  readonly given?: { readonly id: string; readonly why: string };
  readonly event?: TimelineEvent;
}

interface Circumstances {
  readonly nowMs: number;
  /** From 0 to below 1. */
  readonly random: number;
}

/** What one attempt makes of a delivery. `message.attempts` counts it already. */
export function afterAttempt(
  delivery: Delivery,
  message: PendingMessage,
  result: SendResult,
  { nowMs, random }: Circumstances,
): Outcome {
  const { pending: _, unconnectedAt: __, ...known } = delivery;
  const at = isoTime(nowMs);
  if (result.kind === 'told') return told(known, message, at);
  if (result.kind === 'unconnected' && known.toldKind === undefined) {
    return { delivery: { ...known, unconnectedAt: at } };
  }
  return failed(known, message, result.kind === 'unconnected' ? EMPTIED : result, {
    nowMs,
    random,
  });
}

/** Whoever was told something is owed the rest: that his address is gone is a failure. */
const EMPTIED = {
  kind: 'failed',
  why: 'its secret has no address any more',
  mayRetry: true,
} as const;

function failed(
  known: Delivery,
  message: PendingMessage,
  result: Extract<SendResult, { kind: 'failed' }>,
  { nowMs, random }: Circumstances,
): Outcome {
  const { claimedUntil: _, ...free } = message;
  const tried = { ...free, lastFailure: result.why };
  if (!result.mayRetry || message.attempts >= MOST_ATTEMPTS) {
    return givenUp(known, { ...tried, nextAttemptAt: isoTime(nowMs), isDead: true }, result.why);
  }
  const waitMs = retryAfterMs(message.attempts, random, result.retryAfterMs);
  const pending = { ...tried, nextAttemptAt: isoTime(nowMs + waitMs) };
  return { delivery: { ...known, pending } };
}

function told(known: Delivery, message: PendingMessage, at: string): Outcome {
  const { id, kind, revision, severity } = message;
  const delivery = {
    ...known,
    toldRevision: revision,
    toldKind: kind,
    toldSeverity: severity,
    toldAt: at,
  };
  const text = `${known.route} was told: ${kind}`;
  return { delivery, event: { at, kind: 'delivery', key: `told ${id}`, text } };
}

function givenUp(known: Delivery, pending: PendingMessage, why: string): Outcome {
  const { id, kind, attempts, nextAttemptAt: at } = pending;
  const times = attempts === 1 ? 'once' : `${attempts} times`;
  const text = `${known.route} could not be told (${kind}), tried ${times}: ${why}`;
  return {
    delivery: { ...known, pending },
    given: { id, why },
    event: { at, kind: 'delivery', key: `given up ${id} ${at}`, text },
  };
}
