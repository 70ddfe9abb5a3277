import { UNPRINTABLE } from '../../shared/unprintable.ts';
import { masked } from './masked.ts';

const MAX_CHARACTERS = 80;

/** So many times of that are looked at, as rows of spaces become one. */
const SPARE = 4;

/** A text as it may stand in a sentence, a log and a terminal: one short printable line. */
export function excerpt(text: string, maxCharacters = MAX_CHARACTERS): string {
  const head = text.slice(0, SPARE * maxCharacters); // a body has 256 kB
  const line = [...head.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim()];
  if (head.length === text.length && line.length <= maxCharacters) return line.join('');
  return `${line.slice(0, maxCharacters - 1).join('')}…`;
}

/** What a target said, the same way: nothing does not look like nothing, and what may be a secret is masked. */
export function textInWords(text: string | undefined): string {
  if (text === undefined) return 'missing';
  const shown = excerpt(masked(text));
  return shown === '' ? 'empty' : shown;
}
