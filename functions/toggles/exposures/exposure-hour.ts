import { isoTime } from '../../shared/clock.ts';

/** The hour in UTC that exposures of this moment count under: `2026-11-23T09`. */
export function exposureHour(epochMs: number): string {
  return isoTime(epochMs).slice(0, '2026-11-23T09'.length);
}
