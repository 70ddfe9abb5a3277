import type { Dictionary } from './dictionary.ts';
import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';
import type { Locales, Texts } from './locales.ts';

const OURS: Locales = new Map<string, Texts>([
  ['en', ENGLISH],
  ['de', GERMAN],
]);

/** The first of `languages` that the page or we know, by its whole tag or its first part; else English. */
export function dictionaryFor(
  languages: readonly string[],
  locales: Locales,
): { readonly language: string; readonly texts: Dictionary } {
  const isKnown = (language: string) => textsOf(language, locales).length > 0;
  const language = languages.find(isKnown) ?? 'en';
  return { language, texts: Object.assign({}, ENGLISH, ...textsOf(language, locales)) };
}

/** What is said in this language, the more special after the more general. */
function textsOf(language: string, locales: Locales): readonly Texts[] {
  const whole = language.toLowerCase();
  const [first = ''] = whole.split('-');
  const known = [OURS.get(first), locales.get(first), locales.get(whole)];
  return known.filter((texts) => texts !== undefined);
}
