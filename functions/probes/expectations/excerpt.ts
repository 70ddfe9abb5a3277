import { UNPRINTABLE } from '../../shared/unprintable.ts';

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
