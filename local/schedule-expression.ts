import { type CronExpression, daysIn, parseCron } from './cron-expression.ts';
import { TimeZone } from './zoned-time.ts';

/** When something is due. */
export interface Schedule {
  /** The first moment after `afterMs` (epoch milliseconds); undefined when there is none any more. */
  next(afterMs: number): number | undefined;
}

export interface ScheduleOptions {
  /** When a rate begins to count, in epoch milliseconds. */
  readonly anchorMs: number;
  /**
   * Whether the first time of a rate is its anchor (EventBridge Scheduler) or one period later (a rule).
   * @default false
   */
  readonly startsAtAnchor?: boolean;
  /**
   * IANA name of the zone that `cron` and `at` are in.
   * @default 'UTC'
   */
  readonly timeZone?: string;
}

const LAST_YEAR = 2199;
const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Reads `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` or `at(2026-11-23T10:00:00)`; throws an Error that says what is wrong. */
export function parseSchedule(
  text: string,
  { anchorMs, startsAtAnchor = false, timeZone = 'UTC' }: ScheduleOptions,
): Schedule {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(text.trim()) ?? [];
  if (kind === 'rate') return everyPeriod(inner, anchorMs, startsAtAnchor ? 0 : 1);
  if (kind === 'cron') return onCalendar(parseCron(inner), new TimeZone(timeZone));
  if (kind === 'at') return once(inner, new TimeZone(timeZone));
  throw new Error(`the schedule ${text} is none of rate(...), cron(...) and at(...)`);
}

function everyPeriod(text: string, anchorMs: number, firstPeriod: 0 | 1): Schedule {
  const [, count = '', unit = '', plural = ''] =
    /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const periodMs = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(periodMs > 0) || (count === '1') !== (plural === '')) {
    throw new Error(`rate(${text}) must be like rate(1 minute), rate(5 minutes), rate(1 day)`);
  }
  return {
    next: (afterMs) =>
      anchorMs + Math.max(firstPeriod, Math.floor((afterMs - anchorMs) / periodMs) + 1) * periodMs,
  };
}

function once(text: string, zone: TimeZone): Schedule {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(text);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match ?? [])
    .slice(1)
    .map(Number);
  const atMs = match && zone.momentOf({ year, month, day, hour, minute, second });
  if (!atMs)
    throw new Error(`at(${text}) must be like at(2026-11-23T10:00:00), and a time that exists`);
  return { next: (afterMs) => (afterMs < atMs ? atMs : undefined) };
}

/** A time that daylight saving leaves out is skipped, one that comes twice is kept once: as EventBridge Scheduler does. */
function onCalendar(cron: CronExpression, zone: TimeZone): Schedule {
  return {
    next(afterMs) {
      const { hour, ...today } = zone.wallTimeAt(afterMs);
      for (const date of daysFrom(cron, today)) {
        const isToday =
          date.day === today.day && date.month === today.month && date.year === today.year;
        const hours = cron.hours.filter((one) => !isToday || one >= hour);
        for (const moment of momentsOn({ ...cron, hours }, zone, date)) {
          if (moment > afterMs) return moment;
        }
      }
      return undefined;
    },
  };
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The days that the expression falls on, from `start` on. */
function* daysFrom(cron: CronExpression, start: Day): Iterable<Day> {
  for (let { year, month, day } = start; year <= LAST_YEAR; day = 1) {
    if (cron.hasYear(year) && cron.hasMonth(month)) yield* daysOfMonth(cron, { year, month, day });
    year += month === 12 ? 1 : 0;
    month = (month % 12) + 1;
  }
}

function* daysOfMonth(cron: CronExpression, { year, month, day: first }: Day): Iterable<Day> {
  const last = daysIn({ year, month });
  for (let day = first; day <= last; day++) {
    if (cron.hasDay({ year, month, day })) yield { year, month, day };
  }
}

function* momentsOn(
  { hours, minutes }: CronExpression,
  zone: TimeZone,
  date: Day,
): Iterable<number> {
  for (const hour of hours) {
    for (const minute of minutes) {
      const moment = zone.momentOf({ ...date, hour, minute, second: 0 });
      if (moment !== undefined) yield moment;
    }
  }
}
