import type { RouteHours } from '../alerts-config.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const WEEKDAYS: readonly string[] = DAYS;

/** Making one takes longer than all that it is asked for. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether clocks in the zone show a time from `from` to before `to`; the same time twice is the whole day. Hours that go
 * past midnight belong to the day on which they begin.
 */
export function isWithinHours({ days, from, to, timeZone }: RouteHours, epochMs: number): boolean {
  const { day, time } = shown(epochMs, timeZone);
  const isOf = (index: number) => {
    const name = DAYS[(index + DAYS.length) % DAYS.length];
    return days === undefined || (name !== undefined && days.includes(name));
  };
  if (from < to) return isOf(day) && from <= time && time < to;
  return (isOf(day) && from <= time) || (isOf(day - 1) && time < to);
}

function shown(epochMs: number, timeZone: string) {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );
  const weekday = parts.get('weekday')?.toLowerCase();
  const day = WEEKDAYS.indexOf(weekday ?? '');
  return { day, time: `${parts.get('hour')}:${parts.get('minute')}` };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    numberingSystem: 'latn',
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
