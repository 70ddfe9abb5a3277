import fc from 'fast-check';
import { parseFeedback } from '../../../functions/feedback/parse-feedback.ts';
import { Problem } from '../../../functions/shared/problem.ts';

const BUG = { kind: 'bug', message: 'Pay does nothing' };

function errorsOf(value: unknown): string[] {
  try {
    parseFeedback(value);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
  return [];
}

function parsedMessage(message: string): string {
  return parseFeedback({ ...BUG, message }).message;
}

function contextErrors(context: unknown): string[] {
  return errorsOf({ ...BUG, context });
}

test('takes the least there is', () => {
  expect(parseFeedback(BUG)).toEqual({ ...BUG, context: {} });
});

test('takes all there is', () => {
  const whole = {
    ...BUG,
    rating: { scale: 'csat', value: 2 },
    contact: { email: 'ann@example.com', consent: true },
    context: {
      url: 'https://shop.example/checkout',
      release: 'a1b2c3d4e5f6',
      toggles: { 'new-checkout': 'on' },
      errors: ['TypeError: x is undefined'],
      locale: 'de-CH',
      viewport: { width: 390, height: 844 },
      userAgent: 'Mozilla/5.0',
    },
    form: { trap: '', timeToFillMs: 9_000 },
  };
  expect(parseFeedback(whole)).toEqual(whole);
});

test.each<[string, unknown, string]>([
  ['null', null, ' wrong_type'],
  ['a list', [], ' wrong_type'],
  ['text', 'bug', ' wrong_type'],
  ['no kind', { message: 'x' }, '/kind required'],
  ['an unknown kind', { ...BUG, kind: 'rant' }, '/kind not_allowed'],
  ['no message', { kind: 'bug' }, '/message required'],
  ['a number as message', { ...BUG, message: 7 }, '/message wrong_type'],
  ['an unknown key', { ...BUG, admin: true }, '/admin unknown_key'],
  ['a negative time', { ...BUG, form: { timeToFillMs: -1 } }, '/form/timeToFillMs too_small'],
  [
    'a part of a millisecond',
    { ...BUG, form: { timeToFillMs: 0.5 } },
    '/form/timeToFillMs wrong_type',
  ],
  ['a trap that is no text', { ...BUG, form: { trap: true } }, '/form/trap wrong_type'],
  ['a key with a slash', { ...BUG, 'a/b~c': 1 }, '/a~1b~0c unknown_key'],
  [
    'a rating off its scale',
    { ...BUG, rating: { scale: 'nps', value: 11 } },
    '/rating/value too_big',
  ],
  ['half a star', { ...BUG, rating: { scale: 'csat', value: 2.5 } }, '/rating/value wrong_type'],
  ['an unknown scale', { ...BUG, rating: { scale: 'x', value: 1 } }, '/rating/scale not_allowed'],
  ['no consent', { ...BUG, contact: { email: 'a@b.example' } }, '/contact/consent required'],
  [
    'consent refused',
    { ...BUG, contact: { email: 'a@b.example', consent: false } },
    '/contact/consent not_allowed',
  ],
  [
    'an e-mail with a line break',
    { ...BUG, contact: { email: 'a@b.example\nBcc: x@y.example', consent: true } },
    '/contact/email wrong_format',
  ],
])('refuses %s', (_, value, error) => {
  expect(errorsOf(value)).toContain(error);
});

test.each<[string, string, string]>([
  ['nothing', '', 'empty'],
  ['blanks', ' \t\n\u00a0\u3000', 'empty'],
  ['zero-width characters', '\u200b\u200d\ufeff\u2060', 'empty'],
  ['fillers that look blank', '\u3164\u2800\u115f', 'empty'],
  ['an accent without its letter', '\u0301', 'empty'],
  ['the place of a lost object', '\ufffc', 'empty'],
  ['an annotation anchor', '\ufff9', 'empty'],
  ['a private character', '\ue000', 'empty'],
  ['a noncharacter', '\uffff', 'empty'],
  ['a NUL', 'a\u0000b', 'hostile_characters'],
  ['an escape sequence', '\u001b[31mred', 'hostile_characters'],
  ['a lone surrogate', 'a\ud800b', 'hostile_characters'],
  ['a right-to-left override', 'a\u202eb', 'hostile_characters'],
  ['an isolate', 'a\u2066b', 'hostile_characters'],
  ['4,001 characters', 'é'.repeat(4001), 'too_long'],
])('refuses a message of %s', (_, message, code) => {
  expect(errorsOf({ ...BUG, message })).toEqual([`/message ${code}`]);
});

test.each<[string, string, string]>([
  ['4,000 emoji', '😀'.repeat(4000), '😀'.repeat(4000)],
  ['a family with joiners', '👩‍👩‍👧', '👩‍👩‍👧'],
  ['punctuation alone', '?!', '?!'],
  ['a digit', '5', '5'],
  ['Arabic', 'لا يعمل الدفع', 'لا يعمل الدفع'],
  ['a formula, which an export must escape', '=1+1', '=1+1'],
  ['decomposed letters, normalized', 'e\u0301', 'é'],
  ['line breaks of all kinds, as one', 'a\r\nb\rc', 'a\nb\nc'],
])('takes a message of %s', (_, message, kept) => {
  expect(parsedMessage(message)).toBe(kept);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '/checkout',
  'https://ann:secret@shop.example/',
  'not a url',
  `https://shop.example/${'x'.repeat(2048)}`,
])('refuses the page %s', (url) => {
  expect(contextErrors({ url })).toHaveLength(1);
});

test('keeps of a page its origin and path, never its query', () => {
  const url = 'https://shop.example/checkout?token=secret#state';
  expect(parseFeedback({ ...BUG, context: { url } }).context.url).toBe(
    'https://shop.example/checkout',
  );
});

test.each<[string, unknown]>([
  [
    '51 toggles',
    { toggles: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`t${n}`, 'on'])) },
  ],
  ['a toggle with blanks in its key', { toggles: { 'a b': 'on' } }],
  ['a toggle without a variant', { toggles: { a: true } }],
  ['six errors', { errors: Array(6).fill('x') }],
  ['an error of 501 characters', { errors: ['x'.repeat(501)] }],
  ['a locale that is none', { locale: '../etc' }],
  ['a viewport without height', { viewport: { width: 1 } }],
  ['a release with blanks', { release: 'a b' }],
])('refuses a context with %s', (_, context) => {
  expect(contextErrors(context)).not.toEqual([]);
});

test('names twenty errors at most, with pointers of bounded length', () => {
  const hostile = Object.fromEntries(
    Array.from({ length: 500 }, (_, n) => [`${n}`.repeat(900), n]),
  );
  const errors = errorsOf({ ...BUG, ...hostile });
  expect(errors).toHaveLength(20);
  expect(errors.every((error) => error.length < 230)).toBe(true);
});

test('never repeats the words of a visitor in an error', () => {
  try {
    parseFeedback({ kind: 'my secret', message: 'my secret \u0000' });
  } catch (error) {
    const { message, errors } = error as Problem;
    expect(JSON.stringify([message, errors])).not.toContain('secret');
  }
  expect.assertions(1);
});

test('answers any JSON with feedback or a Problem', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: 'binary' }), (value, text) => {
      errorsOf(value);
      errorsOf({ ...BUG, message: text, context: value });
      errorsOf({ ...BUG, [text]: value, context: { url: text, toggles: { [text]: text } } });
    }),
  );
});

test('keeps what it takes: parsing again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), (message) => {
      fc.pre(errorsOf({ ...BUG, message }).length === 0);
      const once = parsedMessage(message);
      expect(parsedMessage(once)).toBe(once);
    }),
  );
});
