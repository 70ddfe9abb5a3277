import { ENGLISH } from '../../../web/widget/english.ts';
import { sentAlong } from '../../../web/widget/sent-along.ts';

test('nothing is said to go along that is not there', () => {
  expect(sentAlong(ENGLISH, {}, false)).toBe(
    'Sent along: address and version of this page, browser, window size, language and time taken.',
  );
});

test("toggles, errors and a beta tester's key are said where they are sent", () => {
  const said = sentAlong(ENGLISH, { toggles: { a: 'on' }, errors: ['broken'] }, true);
  expect(said).toContain('what is switched on here, its last errors, how it knows you, browser');
});

test('a page may word it by itself', () => {
  const texts = { ...ENGLISH, context: 'All of it goes along.' };
  expect(sentAlong(texts, { toggles: { a: 'on' } }, true)).toBe('All of it goes along.');
});
