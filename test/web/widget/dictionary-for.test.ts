import type { Dictionary } from '../../../web/widget/dictionary.ts';
import { dictionaryFor } from '../../../web/widget/dictionary-for.ts';
import { ENGLISH } from '../../../web/widget/english.ts';
import { GERMAN } from '../../../web/widget/german.ts';
import type { Texts } from '../../../web/widget/locales.ts';

const NONE: ReadonlyMap<string, Texts> = new Map();

test('German says all that English says, in other words', () => {
  expect(Object.keys(GERMAN)).toEqual(Object.keys(ENGLISH));
  const untranslated = Object.keys(ENGLISH).filter(
    (key) => ENGLISH[key as keyof Dictionary] === GERMAN[key as keyof Dictionary],
  );
  expect(untranslated).toEqual([]);
});

test.each([
  [['de-AT', 'en'], 'de-AT', GERMAN.send],
  [['DE'], 'DE', GERMAN.send],
  [['fr', 'de'], 'de', GERMAN.send],
  [['fr'], 'en', ENGLISH.send],
  [[], 'en', ENGLISH.send],
  [['__proto__', 'constructor'], 'en', ENGLISH.send],
])('for %j it speaks %s', (languages, language, send) => {
  expect(dictionaryFor(languages, NONE)).toMatchObject({ language, texts: { send } });
});

test('a page adds a language, and what it leaves out is said in English', () => {
  const locales = new Map([['fr', { send: 'Envoyer' }]]);
  const { language, texts } = dictionaryFor(['fr-CA'], locales);
  expect(language).toBe('fr-CA');
  expect(texts).toEqual({ ...ENGLISH, send: 'Envoyer' });
});

test('a page words one text differently, for all or for one region', () => {
  const locales = new Map([
    ['de', { title: 'Sag es uns', send: 'Los' }],
    ['de-ch', { send: 'Abschicken' }],
  ]);
  const { texts } = dictionaryFor(['de-CH'], locales);
  expect(texts).toEqual({ ...GERMAN, title: 'Sag es uns', send: 'Abschicken' });
});
