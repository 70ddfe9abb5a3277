import { type CronExpression, parseCron } from './cron-expression.ts';
import { type WallClock, wallClock } from './wall-clock.ts';

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
   * Whose clocks a cron is about: an IANA name.
   * @default 'UTC'
   */
  readonly timeZone?: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The farthest apart that a cron falls, e.g. on 29 February around 2100, when there is none. */
const SEARCHED_DAYS = 8 * 366;

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: DAY_MS,
};

/** Reads `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)`; throws an Error that says what is wrong. */
export function parseSchedule(
  text: string,
  { anchorMs, startsAtAnchor = false, timeZone = 'UTC' }: ScheduleOptions,
): Schedule {
  const [, kind, inner = ''] = /^(rate|cron)\((.*)\)$/.exec(text.trim()) ?? [];
  if (kind === 'rate') return everyPeriod(inner, anchorMs, startsAtAnchor ? 0 : 1);
  if (kind === 'cron') return onCalendar(parseCron(inner), wallClock(timeZone));
  throw new Error(`the schedule ${text} is neither rate(...) nor cron(...)`);
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

/**
 * A time that clocks skip in spring is skipped; one that they show twice in autumn is due once
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time).
 */
function onCalendar(cron: CronExpression, clock: WallClock): Schedule {
  return {
    next(afterMs) {
      for (const shownMs of shownFrom(clock.shownAt(afterMs), cron)) {
        const momentMs = clock.momentOf(shownMs);
        if (momentMs !== undefined && momentMs > afterMs) return momentMs;
      }
      return undefined;
    },
  };
}

/** What clocks show when a cron falls due, in order, from the day of `fromMs` on. */
function* shownFrom(
  fromMs: number,
  { minutes, hours, hasDay }: CronExpression,
): Generator<number, void> {
  const firstDayMs = Math.floor(fromMs / DAY_MS) * DAY_MS;
  for (let day = 0; day < SEARCHED_DAYS; day++) {
    const dayMs = firstDayMs + day * DAY_MS;
    if (!hasDay(new Date(dayMs))) continue;
    yield* hours.flatMap((hour) =>
      minutes.map((minute) => dayMs + (hour * 60 + minute) * MINUTE_MS),
    );
  }
}
