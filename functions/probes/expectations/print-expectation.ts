import { UNPRINTABLE } from '../../shared/unprintable.ts';
import type { Expectation, TextTest, ValueTest } from '../targets/expectation.ts';

/** An expectation as people write it, see `parseExpectation`. */
export function printExpectation(expectation: Expectation): string {
  switch (expectation.on) {
    case 'status':
      return `status ${expectation.ranges.map(printRange).join(',')}`;
    case 'header':
      return `header ${expectation.name} ${printTextTest(expectation.is)}`;
    case 'json':
      return `json ${expectation.path} ${printValueTest(expectation.is)}`;
    case 'certificate':
      return `certificate ${expectation.atLeastDays}d`;
    case 'headersWithin':
      return `headers within ${printTime(expectation.ms)}`;
    case 'totalWithin':
      return `total within ${printTime(expectation.ms)}`;
    default:
      return `${expectation.on} ${printTextTest(expectation.is)}`;
  }
}

function printRange([from, to]: readonly [number, number]): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

function printTime(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

function printTextTest(is: TextTest): string {
  if ('exists' in is) return is.exists ? 'exists' : 'missing';
  if ('equals' in is) return `equals ${printText(is.equals)}`;
  if ('contains' in is) return `contains ${printText(is.contains)}`;
  if ('excludes' in is) return `excludes ${printText(is.excludes)}`;
  return `matches ${printText(is.matches)}`;
}

function printValueTest(is: ValueTest): string {
  if ('exists' in is) return is.exists ? 'exists' : 'missing';
  if ('equals' in is) return `= ${JSON.stringify(is.equals)}`;
  if ('differs' in is) return `!= ${JSON.stringify(is.differs)}`;
  if ('oneOf' in is) return `in ${JSON.stringify(is.oneOf)}`;
  if ('contains' in is) return `contains ${JSON.stringify(is.contains)}`;
  if ('matches' in is) return `matches ${printText(is.matches)}`;
  return printComparison(is);
}

type Comparison = Extract<
  ValueTest,
  { above: number } | { atLeast: number } | { below: number } | { atMost: number }
>;

function printComparison(is: Comparison): string {
  if ('above' in is) return `> ${is.above}`;
  if ('atLeast' in is) return `>= ${is.atLeast}`;
  if ('below' in is) return `< ${is.below}`;
  return `<= ${is.atMost}`;
}

/** In quotes where it would not come back as it is. */
function printText(text: string): string {
  const isPlain = text !== '' && text === text.trim() && !text.startsWith('"');
  return isPlain && text.search(UNPRINTABLE) < 0 ? text : JSON.stringify(text);
}
