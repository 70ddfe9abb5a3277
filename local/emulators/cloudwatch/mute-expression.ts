import { parseSchedule } from '../../schedule-expression.ts';
import { wallClock } from '../../wall-clock.ts';

/** When a mute rule begins to mute. */
export interface MuteOccurrences {
  readonly isRecurring: boolean;
  /** The first moment after `afterMs` (epoch milliseconds); undefined when there is none any more. */
  next(afterMs: number): number | undefined;
}

const CRON = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+)\)$/;
const AT = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)\)$/;

/**
 * Reads `cron(0 2 * * SUN)`, whose fields are minutes, hours, day of month, month, day of week, and `at(2026-11-23T22:00)`
 * (API_Schedule). What AWS leaves open is refused: steps, days of the week by number, and days of both kinds at once.
 */
export function parseMuteExpression(text: string, timeZone = 'UTC'): MuteOccurrences {
  const [, shown] = AT.exec(text) ?? [];
  if (shown !== undefined) return once(text, shown, timeZone);
  const [, minutes, hours, days, months, weekdays] = CRON.exec(text) ?? [];
  if (minutes === undefined || days === undefined || weekdays === undefined) {
    throw new Error(
      `the expression ${text} must be like cron(0 2 * * SUN), with five fields, or at(2026-11-23T22:00)`,
    );
  }
  if (text.includes('/') || /\d/.test(weekdays) || (days !== '*' && weekdays !== '*')) {
    throw new Error(
      `the expression ${text} is not emulated: fields have * - , alone, days of the week are SUN to SAT, and only one field names days`,
    );
  }
  const onDays = weekdays === '*' ? [days, months, '?'] : ['?', months, weekdays];
  const cron = [minutes, hours, ...onDays, '*'].join(' ');
  const schedule = parseSchedule(`cron(${cron})`, { anchorMs: 0, timeZone });
  return { isRecurring: true, next: (afterMs) => schedule.next(afterMs) };
}

function once(text: string, shown: string, timeZone: string): MuteOccurrences {
  const shownMs = Date.parse(`${shown}Z`);
  const atMs = Number.isNaN(shownMs) ? undefined : wallClock(timeZone).momentOf(shownMs);
  if (atMs === undefined) throw new Error(`the expression ${text} is no time in ${timeZone}`);
  return { isRecurring: false, next: (afterMs) => (atMs > afterMs ? atMs : undefined) };
}
