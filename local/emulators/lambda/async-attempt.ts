import type { EventInvokeConfig } from './event-invoke-config.ts';
import type { PendingEvent } from './pending-event.ts';

/** What came of one attempt at an asynchronous event. `refused`: nothing ran (throttled, an outage). */
export type AttemptEnd = 'succeeded' | 'failed' | 'refused';

export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly event: PendingEvent }
  | { readonly kind: 'give-up'; readonly condition: 'RetriesExhausted' | 'EventAgeExceeded' };

/** Waits between attempts that ran and failed, in milliseconds of driven time. */
const RETRY_AFTER_MS = [60_000, 120_000];

/** Waits after refusals double from one second up to five minutes. */
const LONGEST_REFUSAL_WAIT_MS = 300_000;

/** Decides how an event goes on after an attempt, as AWS documents it for asynchronous invocation. */
export function afterAttempt(
  event: PendingEvent,
  end: AttemptEnd,
  { maxAgeSeconds, maxRetries }: EventInvokeConfig,
  nowMs: number,
): Verdict {
  if (end === 'succeeded') return { kind: 'done' };
  const failedAttempts = event.failedAttempts + (end === 'failed' ? 1 : 0);
  const refusals = event.refusals + (end === 'refused' ? 1 : 0);
  if (failedAttempts > maxRetries) return { kind: 'give-up', condition: 'RetriesExhausted' };
  const waitMs =
    end === 'failed'
      ? (RETRY_AFTER_MS[failedAttempts - 1] ?? 120_000)
      : Math.min(1000 * 2 ** (refusals - 1), LONGEST_REFUSAL_WAIT_MS);
  const dueAtMs = nowMs + waitMs;
  if (dueAtMs > event.acceptedAtMs + maxAgeSeconds * 1000) {
    return { kind: 'give-up', condition: 'EventAgeExceeded' };
  }
  return { kind: 'retry', event: { ...event, failedAttempts, refusals, dueAtMs } };
}
