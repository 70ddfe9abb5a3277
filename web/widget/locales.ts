import type { Dictionary } from './dictionary.ts';
import type { ScreenshotTexts } from './screenshot/screenshot-texts.ts';

/** Texts of a language; what is missing is said in English. */
export type Texts = Partial<Dictionary & ScreenshotTexts>;

/** Language, e.g. `de` or `pt-br` -> texts that the page brings. */
export type Locales = ReadonlyMap<string, Texts>;

const registered = new Map<string, Texts>();

/** What the page has registered. */
export const LOCALES: Locales = registered;

/** Adds a language, or replaces texts of one that is there, for widgets that are put into the page afterwards. */
export function registerLocale(language: string, texts: Texts): void {
  registered.set(language.toLowerCase(), texts);
}
