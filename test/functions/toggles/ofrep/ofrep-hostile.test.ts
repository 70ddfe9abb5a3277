import * as fc from 'fast-check';
import { answerOfrep } from '../../../../functions/toggles/ofrep/ofrep-answer.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { apiEvent } from '../../../support/api-event.ts';
import { ofrepFlaws } from '../../../support/ofrep-form.ts';
import { snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const SECRET = 'only-for-our-eyes';
const facts = { owner: SECRET, description: SECRET, ticket: SECRET, guardedBy: SECRET };
const exposed = { ...facts, exposed: 'client' };
const variants = { on: 'shown', off: 'shown as well', [SECRET]: SECRET };
const isSecret = { '==': [{ var: 'plan' }, SECRET] };

function secretive(targeting: object, more: Partial<Toggle> = {}): Toggle {
  return toggle({ variants, metadata: exposed, targeting, ...more });
}

/** Each holds the secret where a visitor must not see it. */
const flags: Readonly<Record<string, Toggle>> = {
  plain: secretive({}),
  ruled: secretive({ if: [isSecret, 'on', 'off'] }),
  segmented: secretive({ if: [{ $ref: SECRET }, 'on', 'off'] }),
  percentage: secretive({
    fractional: [
      ['on', 1],
      ['off', 1],
    ],
  }),
  'by-company': secretive({
    fractional: [{ cat: [{ var: 'company' }, SECRET] }, ['on', 1], ['off', 1]],
  }),
  dated: secretive({ if: [{ '>': [{ var: '$flagd.timestamp' }, 0] }, 'on', 'off'] }),
  versioned: secretive({ if: [{ sem_ver: [{ var: 'app' }, '>=', '1.0.0'] }, 'on', 'off'] }),
  'to-nowhere': secretive({ if: [true, `${SECRET}-variant`] }),
  'no-operator': secretive({ [SECRET]: [] }),
  'no-segment': secretive({ $ref: `${SECRET}-segment` }),
  disabled: secretive({ if: [isSecret, 'on'] }, { state: 'DISABLED' }),
  killed: secretive({ if: [isSecret, 'on'] }),
  internal: toggle({ variants, metadata: facts }),
  [`${SECRET}-toggle`]: toggle({ variants, metadata: facts }),
};
const current = snapshotOf(flags, {
  $evaluators: { [SECRET]: isSecret },
  kills: { killed: { variant: 'off', who: SECRET, why: SECRET, at: SECRET } },
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string(),
);
/** Lone surrogates, NUL and what every object inherits, where no generator would think of them. */
const oddText = fc.oneof(
  anyText,
  fc.constantFrom('\0', '\ud800', '\udc00x', '__proto__', 'toString', 'constructor', 'valueOf', ''),
);
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    oddText,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(oddText, tie('value')), { maxLength: 3 }).map(ownMembers),
  ),
})).value;

/** `Object.fromEntries` makes own members even of `__proto__`, as `JSON.parse` does. */
function ownMembers(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

const attribute = fc.constantFrom(
  'plan',
  'company',
  'app',
  '$flagd',
  'targetingKey',
  '__proto__',
  'x',
);
const context = fc.array(fc.tuple(attribute, anyJson), { maxLength: 5 }).map(ownMembers);
const deep = fc
  .integer({ min: 1, max: 4_000 })
  .map((levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`);
const body = fc.oneof(
  { weight: 4, arbitrary: context.map((value) => JSON.stringify({ context: value })) },
  { weight: 2, arbitrary: anyJson.map((value) => JSON.stringify(value) ?? '') },
  { weight: 1, arbitrary: deep.map((text) => `{"context":{"deep":${text}}}`) },
  { weight: 1, arbitrary: fc.constant('{"context":{"plan":1,"plan":2},"context":{"app":"1.0"}}') },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constant(null) },
);
const headers = fc.record(
  {
    'content-type': fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8'),
      },
      { weight: 1, arbitrary: anyText },
    ),
    'content-encoding': fc.constantFrom('identity', 'gzip', ''),
    'if-none-match': fc.oneof(fc.constantFrom('*', 'W/"x"', '"', ',,', '"a", "b"'), anyText),
    origin: anyText,
  },
  { requiredKeys: [] },
);
const key = fc.oneof(fc.constantFrom(undefined, ...Object.keys(flags)), oddText);
const odd = fc.record({ key, body, headers, isBase64Encoded: fc.boolean() });
/** A good request with any context: it gets as far as the rules. */
const good = fc.record({
  key: fc.constantFrom(undefined, ...Object.keys(flags)),
  body: context.map((value) => JSON.stringify({ context: { ...value, targetingKey: 'ann' } })),
  headers: fc.constant({ 'content-type': 'application/json' }),
  isBase64Encoded: fc.constant(false),
});
const request = fc.oneof(odd, good);

function ask({
  key,
  body,
  headers,
  isBase64Encoded,
}: typeof request extends fc.Arbitrary<infer Sent> ? Sent : never) {
  const pathParameters = key === undefined ? {} : { pathParameters: { key } };
  const event = { ...apiEvent({ body, headers, ...pathParameters }), isBase64Encoded };
  return answerOfrep(event, {
    toggles: { current, isStale: false },
    clientKeyIds: ['clientkey1'],
    headers: {},
    log: {
      error: (message, cause) => {
        throw new Error(message, { cause });
      },
    },
  });
}

test('answers whatever is sent, in the form of OFREP: no caller can cause a 5xx', () => {
  fc.assert(
    fc.property(request, (sent) => {
      const { statusCode, body, headers } = ask(sent);
      if (statusCode === 304) return expect(body).toBe('');
      expect(headers).toMatchObject({ 'content-type': 'application/json' });
      const kind = sent.key === undefined ? 'all' : 'one';
      expect(ofrepFlaws(kind, statusCode, JSON.parse(body))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('shows a visitor values and variants, and nothing else of a toggle', () => {
  fc.assert(
    fc.property(request, (sent) => {
      fc.pre(!JSON.stringify(sent).includes(SECRET)); // a key that was asked for comes back
      expect(JSON.stringify(ask(sent))).not.toContain(SECRET);
    }),
    { numRuns: 1_000 },
  );
});

test('shows a visitor no more when every rule matches or breaks', () => {
  const context = { plan: SECRET, company: 'acme', app: 'no version', targetingKey: 'ann' };
  const sent = { body: JSON.stringify({ context }), isBase64Encoded: false };
  const headers = { 'content-type': 'application/json' };
  for (const key of [undefined, ...Object.keys(flags).filter((name) => !name.includes(SECRET))]) {
    expect(JSON.stringify(ask({ ...sent, headers, key }))).not.toContain(SECRET);
  }
});
