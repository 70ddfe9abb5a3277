import type { Tick } from './tick.ts';

/** A tick that starts later is not made up: the next one is there already. */
const LATE_MS = 60_000;

/**
 * How late ticks come, for the life of a prober. Our clock may be off by minutes against that of the schedule, which must
 * silence no prober: beyond a minute a tick is late by what it is later than the one before it. Of the first one nothing is
 * known but that AWS delivers none that is older than a minute.
 */
export class Punctuality {
  #usualMs: number | undefined;

  /** Below zero where it comes early. */
  latenessMs({ scheduledAt }: Tick, now: Date): number {
    const differenceMs = now.getTime() - scheduledAt.getTime();
    const usualMs = this.#usualMs ?? differenceMs;
    this.#usualMs = differenceMs;
    return Math.abs(usualMs) > LATE_MS ? differenceMs - usualMs : differenceMs;
  }
}

export function isLate(latenessMs: number): boolean {
  return latenessMs > LATE_MS;
}
