import * as fc from 'fast-check';
import { feedbackSchema } from '../../../functions/feedback/feedback-schema.ts';
import { compose } from '../../../web/widget/compose.ts';
import { type FormValues, KINDS, SCALES, type Scale } from '../../../web/widget/form-values.ts';
import { contextOf, type PageFacts } from '../../../web/widget/page-facts.ts';

const MAX_BYTES = 16_384;

const words: FormValues = {
  kind: 'bug',
  message: 'The basket forgets its content.',
  rating: undefined,
  email: '',
  consent: false,
  beta: false,
  trap: '',
  timeToFillMs: undefined,
};

const nothing: PageFacts = {
  url: 'about:blank',
  release: undefined,
  toggles: undefined,
  errors: [],
  locale: '',
  width: 0,
  height: 0,
  userAgent: '',
};

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(fc.constantFrom('\ud800', '\u202e', '\u200b', '\0', '\n', 'e\u0301', '🦜', ' ', 'a'))
    .map((parts) => parts.join('')),
);

const anyEmail = fc.oneof(
  fc.constant(''),
  fc.emailAddress(),
  fc.constantFrom(
    'a@b.example',
    'ä@b.example',
    'a..b@c.example',
    'a@b',
    `${'a'.repeat(260)}@b.example`,
  ),
  anyText,
);

const anyRating = fc.option(
  fc
    .constantFrom(...(Object.keys(SCALES) as Scale[]))
    .chain((scale) => fc.constantFrom(...SCALES[scale]).map((value) => ({ scale, value }))),
  { nil: undefined },
);

const anyValues: fc.Arbitrary<FormValues> = fc.record({
  kind: fc.constantFrom(...KINDS),
  message: anyText,
  rating: anyRating,
  email: anyEmail,
  consent: fc.boolean(),
  beta: fc.boolean(),
  trap: anyText,
  timeToFillMs: fc.option(fc.nat(), { nil: undefined }),
});

const anyFacts: fc.Arbitrary<PageFacts> = fc.record({
  url: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), anyText),
  release: fc.oneof(anyText, fc.constant('0123456789ab'), fc.anything()),
  toggles: fc.oneof(
    fc.dictionary(fc.stringMatching(/^[a-z-]{0,110}$/), fc.stringMatching(/^[a-z]{0,110}$/)),
    fc.anything(),
  ),
  errors: fc.array(anyText, { maxLength: 8 }),
  locale: fc.oneof(fc.constantFrom('de', 'en-GB', 'x', 'de_DE'), anyText),
  width: fc.double(),
  height: fc.double(),
  userAgent: anyText,
});

/** What a page may give as the key of its visitor. */
const anyKey = fc.option(fc.stringMatching(/^[!-?A-~]{1,64}$/), { nil: undefined });

test('what the form lets through, the API takes, whatever the page says of itself', () => {
  fc.assert(
    fc.property(anyValues, anyFacts, anyKey, (values, facts, key) => {
      const { body, faults } = compose(values, contextOf(facts), key);
      if (body === undefined) return Object.keys(faults ?? {}).length > 0;
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_BYTES);
      return feedbackSchema.safeParse(JSON.parse(body)).success;
    }),
    { numRuns: 100 },
  );
});

test('nothing that the API takes is turned down', () => {
  const accepted = {
    kind: 'idea',
    message: 'a',
    contact: { email: "o'neil+x@b-c.example", consent: true },
  };
  expect(feedbackSchema.safeParse(accepted).success).toBe(true);
  const values = { ...words, email: accepted.contact.email, consent: true };
  expect(compose(values, {}).faults).toBeUndefined();
});

test.each([
  ['', 'messageMissing'],
  [' \n\u200b', 'messageMissing'],
  ['a'.repeat(4_001), 'messageTooLong'],
  ['🦜'.repeat(4_001), 'messageTooLong'],
])('a message (%#) that the API would turn down is a fault of its field', (message, fault) => {
  expect(compose({ ...words, message }, {})).toEqual({ faults: { message: fault } });
});

test('an address needs consent, and consent alone is nothing', () => {
  expect(compose({ ...words, email: 'ann@example.com' }, {}).faults).toEqual({
    consent: 'consentMissing',
  });
  expect(JSON.parse(compose({ ...words, consent: true }, {}).body ?? '')).not.toHaveProperty(
    'contact',
  );
});

test('a beta tester leaves an address, and goes by the key of the page', () => {
  const tester = { ...words, beta: true };
  expect(compose(tester, {}, 'visitor-1').faults).toEqual({ email: 'betaEmail' });
  const reachable = { ...tester, email: 'ann@example.com', consent: true };
  const contact = (values: FormValues, key?: string) =>
    JSON.parse(compose(values, {}, key).body ?? '').contact;
  const beta = { targetingKey: 'visitor-1' };
  expect(contact(reachable, 'visitor-1')).toEqual({
    email: 'ann@example.com',
    consent: true,
    beta,
  });
  expect(contact({ ...reachable, beta: false }, 'visitor-1')).not.toHaveProperty('beta');
  expect(contact(reachable)).not.toHaveProperty('beta');
});

test('a long message leaves room for less context, and loses no character', () => {
  const toggles = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`toggle-${index}-${'x'.repeat(80)}`, 'y'.repeat(90)]),
  );
  const context = contextOf({ ...nothing, toggles, release: 'r1', errors: ['e'.repeat(500)] });
  const message = '🦜'.repeat(3_000);
  const sent = JSON.parse(compose({ ...words, message }, context).body ?? '');
  expect(sent).toMatchObject({ message, context: { release: 'r1' } });
  expect(sent.context).not.toHaveProperty('toggles');
});

test('how the form was filled in goes along: what is in the trap, and the time it took', () => {
  const formOf = (values: Partial<FormValues>) =>
    JSON.parse(compose({ ...words, ...values }, {}).body ?? '').form;
  expect(formOf({ timeToFillMs: 9_000 })).toEqual({ timeToFillMs: 9_000 });
  expect(formOf({ trap: 'https://watches.example' })).toEqual({ trap: 'https://w' });
});

test('of the address only origin and path leave the browser', () => {
  const url = 'https://user:secret@shop.example/basket?token=1#2';
  expect(contextOf({ ...nothing, url })).toEqual({ url: 'https://shop.example/basket' });
});
