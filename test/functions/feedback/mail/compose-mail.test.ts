import fc from 'fast-check';
import { cleanText } from '../../../../functions/feedback/mail/clean-text.ts';
import { composeMail } from '../../../../functions/feedback/mail/compose-mail.ts';
import type { Letter } from '../../../../functions/feedback/mail/letter.ts';

const ADDRESSING = { product: 'The shop', url: 'https://api.example/v1/feedback/id#secret' };
const LETTERS: readonly Letter[] = [
  { kind: 'ask' },
  { kind: 'shipped' },
  { kind: 'shipped', release: 'a1b2c3d' },
  { kind: 'declined' },
  { kind: 'reply', text: 'We are on it.' },
];
const TAGS =
  /<(?!\/?(?:!doctype html|html lang="(?:en|de)" dir="ltr"|head|meta charset="utf-8"|body|p|a href="https:\/\/api\.example\/v1\/feedback\/id#secret"|a|blockquote dir="auto"|blockquote|br|html)>)/;

describe.each(['en', 'de-AT', undefined, 'DE', 'fr'])('in the locale %s', (locale) => {
  test.each(LETTERS)('%j is one subject, plain text and HTML, each with the link', (letter) => {
    const { subject, text, html } = composeMail(letter, { ...ADDRESSING, locale });
    const isGerman = locale?.toLowerCase().startsWith('de') ?? false;
    expect(text.startsWith(isGerman ? 'Guten Tag,\n\n' : 'Hello,\n\n')).toBe(true);
    expect(html).toContain(`<html lang="${isGerman ? 'de' : 'en'}"`);
    expect(subject).toMatch(/^The shop: \S.*$/);
    for (const body of [text, html]) expect(body).toContain(ADDRESSING.url);
  });
});

test('a question tells of nothing but itself, and says what to do if it was not you', () => {
  const { text } = composeMail({ kind: 'ask' }, ADDRESSING);
  expect(text).toMatch(/If it was not you, do nothing/);
  expect(text).not.toMatch(/you confirmed/);
});

test('a question says that it lets into the beta, where that was asked for', () => {
  const said = /try what is not for everybody yet/;
  expect(composeMail({ kind: 'ask', letsIntoBeta: true }, ADDRESSING).text).toMatch(said);
  expect(composeMail({ kind: 'ask' }, ADDRESSING).text).not.toMatch(said);
});

test('an answer stands quoted, its lines kept', () => {
  const { text, html } = composeMail(
    { kind: 'reply', text: 'One\r\nTwo\n\nThree <b>&' },
    ADDRESSING,
  );
  expect(text).toContain('> One\n> Two\n> \n> Three <b>&\n');
  expect(html).toContain('One<br>\nTwo<br>\n<br>\nThree &lt;b&gt;&amp;</blockquote>');
});

test('a release is named, where one is known', () => {
  expect(composeMail({ kind: 'shipped', release: 'a1b2c3d' }, ADDRESSING).text).toContain(
    'It came with release a1b2c3d.',
  );
  expect(composeMail({ kind: 'shipped' }, ADDRESSING).text).not.toContain('release');
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'x\r\nBcc: all@example.com',
    '</blockquote><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\u202egnp.exe',
    '\u2066hidden\u2069',
    'a\u0000b\u0085c\u2028d',
    '\ud800',
  ),
);

test('nothing in a reply, a release or a product gets out of its place', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (words, release, product) => {
      for (const letter of [
        { kind: 'reply', text: words },
        { kind: 'shipped', release },
      ] as const) {
        const mail = composeMail(letter, { ...ADDRESSING, product });
        expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(mail.html).not.toMatch(TAGS);
        for (const body of [mail.text, mail.html]) {
          expect(body).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n])\p{Cc}/u);
        }
      }
    }),
  );
});

test('every line of a reply is quoted, so that none passes for ours', () => {
  fc.assert(
    fc.property(hostile, (words) => {
      const { text } = composeMail({ kind: 'reply', text: words }, ADDRESSING);
      const empty = composeMail({ kind: 'reply', text: '' }, ADDRESSING).text.split('\n');
      const added = text.split('\n').filter((line) => !empty.includes(line));
      expect(added.filter((line) => !line.startsWith('> '))).toEqual([]);
    }),
  );
});

test('cleaning twice is cleaning once', () => {
  fc.assert(fc.property(hostile, (text) => cleanText(cleanText(text)) === cleanText(text)));
});
