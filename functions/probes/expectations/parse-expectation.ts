import type { Expectation } from '../targets/expectation.ts';
import { parseStatusRanges } from './parse-status-ranges.ts';
import { parseTextTest } from './parse-text-test.ts';
import { parseValueTest } from './parse-value-test.ts';
import { scanJsonPath } from './scan-json-path.ts';

type Parse = (rest: string) => Expectation;

const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s+(.+)$/s;
const WITHIN = /^within\s+([1-9][0-9]{0,6})\s*(ms|s)$/;
const DAYS = /^(0|[1-9][0-9]{0,3})\s*d$/;

/** How each begins, with what follows it. */
const KINDS: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ['status', (rest) => ({ on: 'status', ranges: parseStatusRanges(rest) })],
  ['header', parseHeader],
  ['body', (rest) => ({ on: 'body', is: parseTextTest(rest) })],
  ['json', parseJson],
  ['certificate', (rest) => ({ on: 'certificate', atLeastDays: parseDays(rest) })],
  ['headers', (rest) => ({ on: 'headersWithin', ms: parseWithin(rest) })],
  ['total', (rest) => ({ on: 'totalWithin', ms: parseWithin(rest) })],
  ['record', (rest) => ({ on: 'record', is: parseTextTest(rest) })],
]);

/** Reads an expectation as people write one: `status 200-299`, `json $.queue <= 10`. Throws what is wrong with it. */
export function parseExpectation(text: string): Expectation {
  const [, kind = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
  const parse = KINDS.get(kind);
  try {
    if (!parse) throw new Error(`begin it with ${[...KINDS.keys()].join(', ')}`);
    return parse(rest);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`'${text}' is no expectation: ${reason}`, { cause: error });
  }
}

function parseHeader(rest: string): Expectation {
  const [, name, test] = HEADER.exec(rest) ?? [];
  if (name === undefined || test === undefined) {
    throw new Error(
      "write a header's name and what it is, e.g. 'header content-type contains json'",
    );
  }
  return { on: 'header', name: name.toLowerCase(), is: parseTextTest(test) };
}

function parseJson(rest: string): Expectation {
  const { end } = scanJsonPath(rest);
  return { on: 'json', path: rest.slice(0, end), is: parseValueTest(rest.slice(end).trim()) };
}

function parseDays(rest: string): number {
  const [, days] = DAYS.exec(rest) ?? [];
  if (days === undefined) throw new Error("write whole days, e.g. 'certificate 14d'");
  return Number(days);
}

function parseWithin(rest: string): number {
  const [, count, unit] = WITHIN.exec(rest) ?? [];
  if (count === undefined) throw new Error("write a time, e.g. 'within 300ms' or 'within 2s'");
  return Number(count) * (unit === 's' ? 1000 : 1);
}
