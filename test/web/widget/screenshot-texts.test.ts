import { screenshotTexts } from '../../../web/widget/screenshot/screenshot-texts.ts';

test('German says all that English says, in other words', () => {
  const [english, german] = [screenshotTexts('en', new Map()), screenshotTexts('de-AT', new Map())];
  expect(Object.keys(german)).toEqual(Object.keys(english));
  const values = Object.values<string>({ ...english });
  expect(Object.values<string>({ ...german }).filter((text) => values.includes(text))).toEqual([]);
});

test("a page's own words go before ours, and what it leaves out is said in English", () => {
  const locales = new Map([['fr', { capture: 'Photographier cette page' }]]);
  expect(screenshotTexts('fr-CH', locales)).toEqual({
    ...screenshotTexts('en', new Map()),
    capture: 'Photographier cette page',
  });
});
