import type { MessageKind, PendingMessage } from '../delivery.ts';

/**
 * What is due for one route. `idle`: nothing until what it is told of changes, or its hours come; `done`: nothing ever again;
 * `dead`: given up, until somebody redrives it or there is newer news.
 */
export type Step =
  | { readonly kind: 'idle' | 'done' | 'dead' }
  | { readonly kind: 'wait'; readonly until: string }
  | { readonly kind: 'compose'; readonly message: MessageKind }
  | { readonly kind: 'send'; readonly message: PendingMessage };

/** A route without an address is looked at again so often: somebody may have connected it. */
export const UNCONNECTED_MS = 300_000;

/** What was composed is sent, when it is time and nobody else does. */
export function pendingStep(message: PendingMessage, nowMs: number): Step {
  const { nextAttemptAt, claimedUntil = nextAttemptAt } = message;
  const from = Math.max(Date.parse(nextAttemptAt), Date.parse(claimedUntil));
  return nowMs < from ? waitUntil(from) : { kind: 'send', message };
}

export function waitUntil(epochMs: number): Step {
  return { kind: 'wait', until: new Date(epochMs).toISOString() };
}
