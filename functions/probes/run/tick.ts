import { scheduledAtOf } from './scheduled-at.ts';

/** What a schedule says: which of its probes are due, and since when. */
export interface Tick {
  readonly group: string;
  readonly scheduledAt: Date;
}

/** No clock of AWS is as far behind. A tick of next year would keep its group from being probed until then. */
const AHEAD_MS = 600_000;

/** Reads the schedule's input; anything else is bad wiring. */
export function parseTick(event: unknown, now: Date): Tick {
  const { group }: { readonly group?: unknown } = Object(event);
  if (typeof group !== 'string')
    throw new Error(`${JSON.stringify(event)} is no tick: its schedule must send a group`);
  const scheduledAt = scheduledAtOf(event);
  if (scheduledAt.getTime() - now.getTime() <= AHEAD_MS) return { group, scheduledAt };
  throw new Error(`${JSON.stringify(event)} is no tick: it is more than ten minutes ahead`);
}
