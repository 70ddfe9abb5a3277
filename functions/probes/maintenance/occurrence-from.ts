import type { MaintenanceWindow, Weekday } from '../targets/maintenance-window.ts';
import { localDay, momentOf } from './zoned-time.ts';

/** Both in epoch milliseconds; the end does not belong to it. */
export interface Occurrence {
  readonly fromMs: number;
  readonly untilMs: number;
}

const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY_MS = 86_400_000;

/** A window that began the day before yesterday is over, wherever clocks have been set back. */
const DAYS_BACK = 2;

/** Those, a whole week, and the day that may be missing from it: a zone that changes sides of the date line skips one. */
const DAYS_LOOKED_AT = DAYS_BACK + 9;

/** Which one holds until when: asked again within that time nothing is computed. */
const latest = new WeakMap<MaintenanceWindow, Occurrence & { readonly askedMs: number }>();

/** The time a window comes that is under way at a moment, or the next one. */
export function occurrenceFrom(window: MaintenanceWindow, date: Date): Occurrence {
  const nowMs = date.getTime();
  const known = latest.get(window);
  if (known && known.askedMs <= nowMs && nowMs < known.untilMs) return known;
  const found = { ...search(window, nowMs), askedMs: nowMs };
  latest.set(window, found);
  return found;
}

function search(window: MaintenanceWindow, nowMs: number): Occurrence {
  const { days, from, durationMs, timeZone } = window;
  const [hour = 0, minute = 0] = from.split(':').map(Number);
  const today = localDay(nowMs, timeZone);
  for (let offset = -DAYS_BACK; offset < DAYS_LOOKED_AT; offset++) {
    const day = today + offset * DAY_MS;
    if (days && !days.includes(weekdayOf(day))) continue;
    const fromMs = momentOf(day + (hour * 60 + minute) * 60_000, timeZone);
    const untilMs = fromMs + durationMs;
    if (untilMs > nowMs) return { fromMs, untilMs };
  }
  throw new Error(`a maintenance window names no day: ${JSON.stringify(window)}`);
}

function weekdayOf(dayMs: number): Weekday {
  return WEEKDAYS[new Date(dayMs).getUTCDay()] ?? 'sun';
}
