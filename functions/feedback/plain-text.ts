import * as z from 'zod/mini';

/** Controls but tab and line feed, lone surrogates, and marks that turn the reading direction around. */
const HOSTILE = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/u;

/** Nothing to see: spaces, zero-width characters, fillers, the empty Braille pattern, the place of a lost object. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu;

/** What can stand alone: no mark without a letter, nothing that is private or unassigned. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Text that people wrote and people will read: NFC-normalized, one kind of line break.
 *
 * @param maxVisible - most characters that can be seen, as code points; at least one that can stand alone is needed
 */
export function plainText(maxVisible: number) {
  return z.pipe(
    z.pipe(
      z.string().register(z.globalRegistry, {
        description: `Plain text of 1 to ${maxVisible} visible characters.`,
      }),
      z.transform((text) => text.replace(/\r\n?/g, '\n').normalize('NFC').trim()),
    ),
    z.string().check(
      z.refine((text) => !HOSTILE.test(text), { params: { rule: 'hostile_characters' } }),
      z.refine((text) => isVisible(text), { params: { rule: 'empty' } }),
      z.refine((text) => visibleLength(text) <= maxVisible, {
        params: { rule: 'too_long', detail: `is too long: at most ${maxVisible} characters` },
      }),
    ),
  );
}

function isVisible(text: string): boolean {
  return VISIBLE.test(text.replace(INVISIBLE, ''));
}

function visibleLength(text: string): number {
  return [...text.replace(INVISIBLE, '')].length;
}
