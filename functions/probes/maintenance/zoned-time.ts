/**
 * What clocks in a time zone show, written as the epoch milliseconds at which clocks in UTC show the same: sums and
 * weekdays need no zone then.
 */
export type LocalMs = number;

const DAY_MS = 86_400_000;

/** Making one takes longer than all that it is asked for. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Midnight, in local milliseconds, of the day that it is there. */
export function localDay(epochMs: number, timeZone: string): LocalMs {
  return Math.floor(localTime(epochMs, timeZone) / DAY_MS) * DAY_MS;
}

/**
 * The moment at which clocks show that. Of two, as clocks are set back, the first; where clocks are set forward over it,
 * as long after the change as it would have been.
 */
export function momentOf(localMs: LocalMs, timeZone: string): number {
  // Clocks do not change twice within two days: one of the two offsets holds.
  const before = offsetAt(localMs - DAY_MS, timeZone);
  const after = offsetAt(localMs + DAY_MS, timeZone);
  const [first = 0, second = 0] = [localMs - before, localMs - after].sort((a, b) => a - b);
  const isShownAt = (epochMs: number) => localTime(epochMs, timeZone) === localMs;
  if (isShownAt(first)) return first;
  return isShownAt(second) ? second : localMs - before;
}

function offsetAt(epochMs: number, timeZone: string): number {
  return localTime(epochMs, timeZone) - epochMs;
}

function localTime(epochMs: number, timeZone: string): LocalMs {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(epochMs)) {
    shown[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (epochMs % 1000);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
