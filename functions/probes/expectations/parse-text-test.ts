import type { TextTest } from '../targets/expectation.ts';
import { checkPattern } from './pattern.ts';

const FORM = 'exists, missing, or equals, contains, excludes, matches and a text';

/** Reads `contains ok`, `exists`. A text goes to the end, or stands in quotes as in JSON. Throws what is wrong with it. */
export function parseTextTest(text: string): TextTest {
  if (text === 'exists') return { exists: true };
  if (text === 'missing') return { exists: false };
  const [, verb, rest = ''] = /^(equals|contains|excludes|matches)\s+(.+)$/s.exec(text) ?? [];
  switch (verb) {
    case 'equals':
      return { equals: parseText(rest) };
    case 'contains':
      return { contains: parseText(rest) };
    case 'excludes':
      return { excludes: parseText(rest) };
    case 'matches':
      return { matches: parsePattern(rest) };
    default:
      throw new Error(`'${text}' must be ${FORM}`);
  }
}

/** Reads the expression of a test. */
export function parsePattern(text: string): string {
  const pattern = parseText(text);
  const reason = checkPattern(pattern);
  if (reason !== undefined) throw new Error(reason);
  return pattern;
}

function parseText(text: string): string {
  if (!text.startsWith('"')) return text;
  const value = parseQuoted(text);
  if (value === undefined) {
    throw new Error(`${text} is no text in quotes: end it by one, and write \\" for one within`);
  }
  return value;
}

function parseQuoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
