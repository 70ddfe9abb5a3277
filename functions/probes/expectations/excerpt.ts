import { UNPRINTABLE } from '../../shared/unprintable.ts';
import type { Json } from '../targets/expectation.ts';

const MAX_CHARACTERS = 80;

/** So many times of that are looked at, as rows of spaces become one. */
const SPARE = 4;

/** What a target said, as it may stand in a sentence, a log and a terminal: one short printable line. */
export function excerpt(text: string, maxCharacters = MAX_CHARACTERS): string {
  const head = text.slice(0, SPARE * maxCharacters); // a body has 256 kB
  const line = [...head.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim()];
  if (head.length === text.length && line.length <= maxCharacters) return line.join('');
  return `${line.slice(0, maxCharacters - 1).join('')}…`;
}

/** The same, where nothing must not look like nothing. */
export function textInWords(text: string | undefined): string {
  if (text === undefined) return 'missing';
  const shown = excerpt(text);
  return shown === '' ? 'empty' : shown;
}

/** A value of JSON in a sentence. What holds others is not spelled out: it may be large, and deeper than any reader goes. */
export function valueInWords(value: Json | undefined): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return `"${excerpt(value)}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (size === 0) return Array.isArray(value) ? '[]' : '{}';
  return Array.isArray(value) ? `a list of ${size}` : `an object of ${size}`;
}
