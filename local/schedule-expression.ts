import { type CronExpression, parseCron } from './cron-expression.ts';

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

/** Reads `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)`, in UTC; throws an Error that says what is wrong. */
export function parseSchedule(
  text: string,
  { anchorMs, startsAtAnchor = false }: ScheduleOptions,
): Schedule {
  const [, kind, inner = ''] = /^(rate|cron)\((.*)\)$/.exec(text.trim()) ?? [];
  if (kind === 'rate') return everyPeriod(inner, anchorMs, startsAtAnchor ? 0 : 1);
  if (kind === 'cron') return onCalendar(parseCron(inner));
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

function onCalendar({ minutes, hours, hasDay }: CronExpression): Schedule {
  return {
    next(afterMs) {
      const firstDayMs = Math.floor(afterMs / DAY_MS) * DAY_MS;
      for (let day = 0; day < SEARCHED_DAYS; day++) {
        const dayMs = firstDayMs + day * DAY_MS;
        if (!hasDay(new Date(dayMs))) continue;
        const moments = hours.flatMap((hour) =>
          minutes.map((minute) => dayMs + (hour * 60 + minute) * MINUTE_MS),
        );
        const next = moments.find((moment) => moment > afterMs);
        if (next !== undefined) return next;
      }
      return undefined;
    },
  };
}
