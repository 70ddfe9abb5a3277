import type { Json, ValueTest } from '../targets/expectation.ts';
import { excerpt } from './excerpt.ts';
import { compilePattern } from './pattern.ts';
import { valueInWords } from './value-in-words.ts';

type TestOf<K extends string> = Extract<ValueTest, Readonly<Record<K, unknown>>>;

/** Whether a value is what is expected. One that is missing differs from everything, and passes nothing else. */
export function valuePasses(is: ValueTest, value: Json | undefined): boolean {
  if ('exists' in is) return (value !== undefined) === is.exists;
  if ('differs' in is) return value === undefined || !isSame(is.differs, value);
  if (value === undefined) return false;
  if ('equals' in is) return isSame(is.equals, value);
  if ('oneOf' in is) return is.oneOf.some((one) => isSame(one, value));
  if ('contains' in is) return contains(value, is.contains);
  if ('matches' in is) return typeof value === 'string' && compilePattern(is.matches).test(value);
  return typeof value === 'number' && compares(is, value);
}

/** What is expected, to be put after `expected`. */
export function wantedValue(is: ValueTest): string {
  if ('exists' in is) return is.exists ? 'a value' : 'none';
  if ('equals' in is) return valueInWords(is.equals);
  if ('differs' in is) return `anything but ${valueInWords(is.differs)}`;
  if ('oneOf' in is) return excerpt(is.oneOf.map(valueInWords).join(' or '));
  if ('contains' in is) return `to contain ${valueInWords(is.contains)}`;
  if ('matches' in is) return `to match ${excerpt(is.matches)}`;
  return wantedNumber(is);
}

type Comparison = TestOf<'above'> | TestOf<'atLeast'> | TestOf<'below'> | TestOf<'atMost'>;

function compares(is: Comparison, value: number): boolean {
  if ('above' in is) return value > is.above;
  if ('atLeast' in is) return value >= is.atLeast;
  if ('below' in is) return value < is.below;
  return value <= is.atMost;
}

function wantedNumber(is: Comparison): string {
  if ('above' in is) return `more than ${is.above}`;
  if ('atLeast' in is) return `at least ${is.atLeast}`;
  if ('below' in is) return `less than ${is.below}`;
  return `at most ${is.atMost}`;
}

function contains(value: Json, part: Json): boolean {
  if (typeof value === 'string') return typeof part === 'string' && value.includes(part);
  return Array.isArray(value) && value.some((element: Json) => isSame(part, element));
}

/** Goes no deeper than what is expected: what a target sends may be nested without end. */
function isSame(expected: Json, value: Json): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === value;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(expected) !== Array.isArray(value)) return false;
  const wanted = Object.entries(expected);
  if (wanted.length !== Object.keys(value).length) return false;
  const members = value as Readonly<Record<string, Json>>;
  return wanted.every(([name, one]) => {
    const found = Object.hasOwn(members, name) ? members[name] : undefined;
    return found !== undefined && isSame(one, found);
  });
}
