import type { Json, ValueTest } from '../targets/expectation.ts';
import { parsePattern } from './parse-text-test.ts';

type Parse = (rest: string) => ValueTest;

const OPERATORS: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ['=', (rest) => ({ equals: parseValue(rest) })],
  ['!=', (rest) => ({ differs: parseValue(rest) })],
  ['>', (rest) => ({ above: parseNumber(rest) })],
  ['>=', (rest) => ({ atLeast: parseNumber(rest) })],
  ['<', (rest) => ({ below: parseNumber(rest) })],
  ['<=', (rest) => ({ atMost: parseNumber(rest) })],
  ['in', (rest) => ({ oneOf: parseList(rest) })],
  ['contains', (rest) => ({ contains: parseValue(rest) })],
  ['matches', (rest) => ({ matches: parsePattern(rest) })],
]);

/** Reads `= "ok"`, `<= 10`, `exists`: values as in JSON. Throws what is wrong with it. */
export function parseValueTest(text: string): ValueTest {
  if (text === 'exists') return { exists: true };
  if (text === 'missing') return { exists: false };
  const [, operator = '', rest = ''] = /^([=!<>]+|[a-z]+)\s*(.+)$/s.exec(text) ?? [];
  const parse = OPERATORS.get(operator);
  if (!parse) {
    const known = [...OPERATORS.keys()].join(' ');
    throw new Error(`after the path stands one of ${known} and a value, or exists, or missing`);
  }
  return parse(rest);
}

function parseValue(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      `${text} is no value of JSON; a text stands in quotes: ${JSON.stringify(text)}`,
    );
  }
}

function parseNumber(text: string): number {
  const value = parseValue(text);
  if (typeof value !== 'number') throw new Error(`${text} is no number`);
  return value;
}

function parseList(text: string): readonly Json[] {
  const value = parseValue(text);
  if (Array.isArray(value) && value.length > 0) return value;
  throw new Error(`${text} is no list with values, e.g. ["ok", "warn"]`);
}
