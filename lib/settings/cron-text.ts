interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
  /** What else it may be, in whole. */
  readonly special?: RegExp;
}

const FIELDS: readonly Field[] = [
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31, special: /^(?:\?|L|LW|(?:[1-9]|[12]\d|3[01])W)$/ },
  {
    name: 'month',
    least: 1,
    most: 12,
    names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  },
  {
    name: 'day of week',
    least: 1,
    most: 7,
    names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
    special: /^(?:\?|L|(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(?:L|#[1-5]))$/i,
  },
  { name: 'year', least: 1970, most: 2199 },
];

const DAY_OF_MONTH = 2;
const DAY_OF_WEEK = 4;

/** What keeps a text from being the six fields of AWS's cron; undefined where nothing does. */
export function cronFlaw(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    const names = FIELDS.map(({ name }) => name).join(', ');
    return `it has ${fields.length} fields, not 6: ${names}; write them without cron( and )`;
  }
  if ((fields[DAY_OF_MONTH] === '?') === (fields[DAY_OF_WEEK] === '?')) {
    return 'day of month or day of week must be ?, and the other must not';
  }
  const wrong = FIELDS.findIndex((field, index) => !isField(fields[index] ?? '', field));
  const { name, least, most } = FIELDS[wrong] ?? {};
  if (name === undefined) return undefined;
  return `'${fields[wrong]}' is no ${name}: ${least} to ${most}, with , - * / in between`;
}

function isField(text: string, field: Field): boolean {
  return field.special?.test(text) === true || text.split(',').every((part) => isPart(part, field));
}

function isPart(part: string, field: Field): boolean {
  const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d{1,4}))?$/.exec(part) ?? [];
  if (Number(step) < 1) return false;
  if (range === '*') return true;
  const [first, last, ...more] = range.split('-').map((text) => numberOf(text, field));
  if (first === undefined || more.length > 0) return false;
  return !range.includes('-') || (last !== undefined && last >= first);
}

function numberOf(text: string, { least, most, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return least + named;
  const number = Number(text);
  return /^\d{1,4}$/.test(text) && number >= least && number <= most ? number : undefined;
}
