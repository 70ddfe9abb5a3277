import fc from 'fast-check';
import { parseFeedback } from '../../../functions/feedback/parse-feedback.ts';
import { Problem } from '../../../functions/shared/problem.ts';

/** What a validator of types alone lets through, as a property for each: see `parse-feedback.test.ts` for the examples. */
const FIELDS = ['/message', '/context/errors/0', '/context/userAgent'] as const;

type Field = (typeof FIELDS)[number];

const field = fc.constantFrom(...FIELDS);
/** Text of words: one that is taken. */
const said = fc
  .array(fc.stringMatching(/^[a-zäöé0-9?!.]{1,8}$/u), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(' '));

function withText(where: Field, text: string): object {
  const bug = { kind: 'bug', message: 'x' };
  if (where === '/message') return { ...bug, message: text };
  if (where === '/context/userAgent') return { ...bug, context: { userAgent: text } };
  return { ...bug, context: { errors: [text] } };
}

function kept(where: Field, text: string): string | undefined {
  const { message, context } = parseFeedback(withText(where, text));
  if (where === '/message') return message;
  return where === '/context/userAgent' ? context.userAgent : context.errors?.[0];
}

function refusal(value: unknown): readonly string[] {
  try {
    parseFeedback(value);
  } catch (error) {
    if (error instanceof Problem)
      return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
  return [];
}

const charactersOf = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code));

const HOSTILE: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a lone surrogate': charactersOf(0xd800, 0xdfff),
  'a NUL or another control character': charactersOf(0, 0x1f).filter(
    (each) => !/[\t\n\r]/.test(each),
  ),
  'a terminal escape of 8 bits': charactersOf(0x7f, 0x9f),
  'ANSI colours': fc.constantFrom('\u001b[31m', '\u001b]0;title\u0007', '\u009b1m'),
  'a mark that turns text around': fc.oneof(
    charactersOf(0x202a, 0x202e),
    charactersOf(0x2066, 0x2069),
  ),
};

test.each(Object.keys(HOSTILE))('%s is refused, wherever it stands', (name) => {
  const hostile = HOSTILE[name] ?? fc.constant('');
  fc.assert(
    fc.property(field, said, hostile, said, (where, before, character, after) => {
      const body = withText(where, `${before}${character}${after}`);
      expect(refusal(body)).toEqual([`${where} hostile_characters`]);
    }),
  );
});

test('text of which nothing can be seen is refused, however much of it there is', () => {
  const unseen = fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '\u3000',
    '\u200b',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u3164',
    '\u2800',
    '\u00ad',
  );
  const blank = fc.array(unseen, { maxLength: 40 }).map((all) => all.join(''));
  fc.assert(
    fc.property(field, blank, (where, text) => {
      expect(refusal(withText(where, text))).toEqual([`${where} empty`]);
    }),
  );
});

test('what cannot be seen makes no text too long, and what can is counted as people count', () => {
  const character = fc.constantFrom('a', 'é', '😀', '𝒳', '漢');
  fc.assert(
    fc.property(character, fc.integer({ min: 508, max: 516 }), (one, count) => {
      const text = `${one}\u200b `.repeat(count);
      const expected = count > 512 ? ['/context/userAgent too_long'] : [];
      expect(refusal(withText('/context/userAgent', text))).toEqual(expected);
    }),
  );
});

test('letters are kept composed, and line breaks as one kind', () => {
  const mark = fc.constantFrom('\u0301', '\u0308', '\u030a', '\u0327');
  const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(field, said, mark, lineBreak, (where, text, accent, end) => {
      const taken = kept(where, `a${accent}${end}${text}`);
      expect(taken).toBe(`a${accent}\n${text}`.normalize('NFC'));
    }),
  );
});

const page = (url: string) => ({ kind: 'bug', message: 'x', context: { url } });
const host = fc.constantFrom('shop.example', 'localhost:3000', '[::1]', '192.0.2.1');
const word = fc.stringMatching(/^[a-z0-9._~-]{1,12}$/);

test('a page that is not of the web is refused, however it is written', () => {
  const scheme = fc.constantFrom(
    'javascript',
    'JaVaScRiPt',
    'data',
    'file',
    'ftp',
    'blob',
    'about',
    'vbscript',
    'ws',
  );
  const lead = fc.constantFrom('', ' ', '\t', '\n');
  fc.assert(
    fc.property(lead, scheme, host, word, (before, name, at, path) => {
      for (const rest of [`//${at}/${path}`, path]) {
        expect(refusal(page(`${before}${name}:${rest}`))).toEqual(['/context/url not_a_page']);
      }
    }),
  );
});

test('a page with a user or a password in it is refused', () => {
  const credentials = fc.oneof(
    word,
    fc.tuple(word, word).map((both) => both.join(':')),
    word.map((password) => `:${password}`),
  );
  fc.assert(
    fc.property(credentials, host, (before, at) => {
      expect(refusal(page(`https://${before}@${at}/`))).toEqual(['/context/url not_a_page']);
    }),
  );
});

test('of a page neither query nor fragment is kept: tokens stand there', () => {
  const token = fc.stringMatching(/^[A-Z]{12}$/); // hosts and paths here have none of these
  fc.assert(
    fc.property(host, word, token, token, (at, path, query, fragment) => {
      const { url } = parseFeedback(page(`https://${at}/${path}?t=${query}#t=${fragment}`)).context;
      expect(url).toBe(new URL(`https://${at}/${path}`).href);
      expect(url).not.toMatch(/[A-Z?#]/);
    }),
  );
});

test('a toggle may have any name that is one: none is lost, whatever objects know by it', () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype).filter(
    (name) => !name.startsWith('__'),
  );
  const name = fc.oneof(
    fc.constantFrom(...inherited),
    fc.stringMatching(/^[A-Za-z0-9][\w.-]{0,20}$/),
  );
  fc.assert(
    fc.property(fc.dictionary(name, name, { maxKeys: 50 }), (toggles) => {
      const own = Object.entries(toggles);
      const { context } = parseFeedback({ kind: 'bug', message: 'x', context: { toggles } });
      expect(Object.entries(context.toggles ?? {}).sort()).toEqual(own.sort());
    }),
  );
});
