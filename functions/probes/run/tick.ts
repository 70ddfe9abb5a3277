import { scheduledAtOf } from './scheduled-at.ts';

/** What a schedule says: which of its probes are due, and since when. */
export interface Tick {
  readonly group: string;
  readonly scheduledAt: Date;
}

/** A tick that starts later is not made up: the next one is there already. */
const LATE_MS = 60_000;

/** Reads the schedule's input; anything else is bad wiring. */
export function parseTick(event: unknown): Tick {
  const { group }: { readonly group?: unknown } = Object(event);
  if (typeof group === 'string') return { group, scheduledAt: scheduledAtOf(event) };
  throw new Error(`${JSON.stringify(event)} is no tick: its schedule must send a group`);
}

export function isLate({ scheduledAt }: Tick, now: Date): boolean {
  return now.getTime() - scheduledAt.getTime() > LATE_MS;
}
