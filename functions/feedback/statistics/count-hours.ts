import { isoTime } from '../../shared/clock.ts';

const HOUR_MS = 3_600_000;

/** The hour in UTC that feedback of this moment counts under: `2026-11-23T09`. */
export function countHour(epochMs: number): string {
  return isoTime(epochMs).slice(0, '2026-11-23T09'.length);
}

/** From the first to the last, both of them included; none where they are the wrong way round. */
export function hoursBetween(from: string, to: string): readonly string[] {
  const hours: string[] = [];
  const lastMs = Date.parse(`${to}:00Z`);
  for (let atMs = Date.parse(`${from}:00Z`); atMs <= lastMs; atMs += HOUR_MS) {
    hours.push(countHour(atMs));
  }
  return hours;
}
