import type { Delivery, MessageKind } from '../../functions/alerts/delivery.ts';

interface About {
  readonly route: string;
  /** The latest message that arrived. @default - none did */
  readonly told?: { readonly kind: MessageKind; readonly at: string };
}

interface Calm extends About {
  readonly state: 'told' | 'waiting' | 'unconnected';
}

interface Failed extends About {
  readonly state: 'retrying' | 'dead';
  readonly kind: MessageKind;
  readonly attempts: number;
  readonly failure: string;
  readonly nextAttemptAt: string;
}

/** What one route has heard of one alert. */
export type RouteStanding = Calm | Failed;

/**
 * `told` needs nothing more; `waiting` is about to be sent; `unconnected` has nowhere to go; `retrying` failed before;
 * `dead` was given up.
 */
export function standingOf(delivery: Delivery): RouteStanding {
  const { route, toldKind, toldAt, pending, unconnectedAt } = delivery;
  const about = { route, ...(toldKind && toldAt && { told: { kind: toldKind, at: toldAt } }) };
  if (unconnectedAt !== undefined) return { ...about, state: 'unconnected' };
  if (!pending) return { ...about, state: toldKind ? 'told' : 'waiting' };
  const { kind, attempts, lastFailure, nextAttemptAt, isDead } = pending;
  const failure = lastFailure ?? 'no reason is known';
  const failed = { kind, attempts, failure, nextAttemptAt };
  if (isDead) return { ...about, state: 'dead', ...failed };
  if (lastFailure !== undefined) return { ...about, state: 'retrying', ...failed };
  return { ...about, state: 'waiting' };
}
