/** AWS's cron, read: minutes and hours in order, and the days that it falls on. */
export interface CronExpression {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Whether it falls on the day of this moment, in UTC. */
  hasDay(at: Date): boolean;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MINUTES: Field = { name: 'minutes', least: 0, most: 59 };
const HOURS: Field = { name: 'hours', least: 0, most: 23 };
const DAYS: Field = { name: 'day of month', least: 1, most: 31 };
const MONTHS: Field = {
  name: 'month',
  least: 1,
  most: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const WEEKDAYS: Field = {
  name: 'day of week',
  least: 1,
  most: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};
const YEARS: Field = { name: 'year', least: 1970, most: 2199 };

/**
 * Reads the six fields of AWS's `cron(...)`: minutes, hours, day of month, month, day of week (1 is Sunday), year, with
 * `, - * / ?`; its rare `L W #` are refused. Throws an Error that names the field.
 */
export function parseCron(text: string): CronExpression {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) throw new Error(`cron(${text}) has ${fields.length} fields, not 6`);
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = fields;
  if ((days === '?') === (weekdays === '?')) {
    throw new Error(`cron(${text}): either day of month or day of week must be ?`);
  }
  const wanted = {
    days: new Set(numbersIn(days === '?' ? '*' : days, DAYS)),
    months: new Set(numbersIn(months, MONTHS)),
    weekdays: new Set(numbersIn(weekdays === '?' ? '*' : weekdays, WEEKDAYS)),
    years: new Set(numbersIn(years, YEARS)),
  };
  return {
    minutes: numbersIn(minutes, MINUTES),
    hours: numbersIn(hours, HOURS),
    hasDay: (at) =>
      wanted.days.has(at.getUTCDate()) &&
      wanted.months.has(at.getUTCMonth() + 1) &&
      wanted.weekdays.has(at.getUTCDay() + 1) &&
      wanted.years.has(at.getUTCFullYear()),
  };
}

/** All numbers that a field of lists, ranges and steps stands for, in order, each once. */
function numbersIn(text: string, field: Field): number[] {
  const numbers = new Set(text.split(',').flatMap((part) => numbersInPart(part, field)));
  return [...numbers].sort((a, b) => a - b);
}

function numbersInPart(part: string, field: Field): number[] {
  const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const [from = '', to] = range.split('-');
  const first = from === '*' ? field.least : numberIn(from, part, field);
  const isOpen = from === '*' || (step !== undefined && to === undefined);
  const last = isOpen ? field.most : numberIn(to ?? from, part, field);
  const by = Number(step ?? 1);
  if (by < 1 || last < first) throw wrong(part, field);
  const count = Math.floor((last - first) / by) + 1;
  return Array.from({ length: count }, (_, i) => first + i * by);
}

function numberIn(text: string, part: string, field: Field): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) return field.least + named;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= field.least && number <= field.most) return number;
  throw wrong(part, field);
}

function wrong(part: string, { name, least, most }: Field): Error {
  return new Error(`cron: ${part} is no ${name} (${least} to ${most}, with , - * / in between)`);
}
