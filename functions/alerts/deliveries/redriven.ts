import type { Delivery } from '../delivery.ts';

/** A delivery whose message was given up, to be tried from the start: the same message. Undefined where none was. */
export function redriven(delivery: Delivery, at: string): Delivery | undefined {
  const { pending } = delivery;
  if (!pending?.isDead) return undefined;
  const { isDead: _, claimedUntil: __, ...message } = pending;
  return {
    ...delivery,
    version: delivery.version + 1,
    pending: { ...message, attempts: 0, nextAttemptAt: at },
  };
}
