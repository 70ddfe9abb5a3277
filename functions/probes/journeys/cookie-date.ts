const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** All that may stand between the parts of a date (RFC 6265bis, section 5.1.1). */
const DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;

const TIME = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/;
const DAY = /^(\d{1,2})(?:\D|$)/;
const YEAR = /^(\d{2,4})(?:\D|$)/;

interface Found {
  time?: readonly [number, number, number];
  day?: number;
  /** From 0. */
  month?: number;
  year?: number;
}

/** The date of an `expires` attribute in epoch milliseconds, however a server writes it; undefined where it is none. */
export function cookieDate(text: string): number | undefined {
  const found: Found = {};
  for (const token of text.split(DELIMITERS)) note(found, token);
  const { time, day, month, year } = found;
  if (!time || day === undefined || month === undefined || year === undefined) return undefined;
  const [hours, minutes, seconds] = time;
  if (hours > 23 || minutes > 59 || seconds > 59 || year < 1601) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hours, minutes, seconds);
  return date.getUTCDate() === day ? date.getTime() : undefined;
}

/** The first token of each kind counts, and is none of a later kind. */
function note(found: Found, token: string): void {
  const [, hours, minutes, seconds] = (found.time ? undefined : TIME.exec(token)) ?? [];
  if (hours !== undefined) {
    found.time = [Number(hours), Number(minutes), Number(seconds)];
    return;
  }
  const day = found.day === undefined ? DAY.exec(token)?.[1] : undefined;
  if (day !== undefined) {
    found.day = Number(day);
    return;
  }
  const month = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
  if (found.month === undefined && month >= 0) {
    found.month = month;
    return;
  }
  const year = YEAR.exec(token)?.[1];
  if (year !== undefined) found.year ??= wholeYear(Number(year));
}

function wholeYear(year: number): number {
  if (year <= 69) return 2000 + year;
  return year <= 99 ? 1900 + year : year;
}
