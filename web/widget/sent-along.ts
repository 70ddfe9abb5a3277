import type { Dictionary } from './dictionary.ts';
import type { Context } from './page-facts.ts';

/** Tells what goes along with the visitor's words, by what is there to be sent. */
export function sentAlong(
  texts: Dictionary,
  { errors, toggles }: Context,
  isTester: boolean,
): string {
  const parts = [
    texts.page,
    toggles && texts.toggles,
    errors && texts.errors,
    isTester && texts.tester,
    texts.browser,
  ];
  return texts.context.replace('{parts}', parts.filter(Boolean).join(', '));
}
