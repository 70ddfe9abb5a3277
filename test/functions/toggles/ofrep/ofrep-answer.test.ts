import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { askOfrep, CLIENT_KEY, type OfrepRequest } from '../../../support/ofrep-request.ts';
import { snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const metadata = { exposed: 'client' };
const halves = {
  fractional: [
    ['on', 50],
    ['off', 50],
  ],
};
const flags: Readonly<Record<string, Toggle>> = {
  'new-checkout': toggle({ defaultVariant: 'on', metadata }),
  percentage: toggle({ metadata, targeting: halves }),
  broken: toggle({ metadata, targeting: { no_such_operator: [] } }),
  internal: toggle({ defaultVariant: 'on' }),
};
const kills = { 'new-checkout': { variant: 'off', who: 'ann', why: 'it burns', at: '' } };

function ask(key: string | undefined, request: OfrepRequest = {}) {
  return askOfrep(flags, key, request);
}

test('answers one toggle, with the versions that it was decided by', () => {
  const { statusCode, answer } = ask('new-checkout', { state: { docVersion: 7, killVersion: 2 } });
  expect(statusCode).toBe(200);
  expect(answer).toEqual({
    key: 'new-checkout',
    value: true,
    reason: 'STATIC',
    variant: 'on',
    metadata: { docVersion: 7, killVersion: 2 },
  });
});

test('tells of a single evaluation which variant it gave; of all at once, and of errors, nothing', () => {
  const served: unknown[] = [];
  const options = { onServed: (...what: unknown[]) => served.push(what) };
  ask('new-checkout', { options, state: { kills } });
  ask('new-checkout', { options, state: { kills }, apiKeyId: CLIENT_KEY });
  ask('broken', { options });
  ask('nobody', { options });
  ask(undefined, { options });
  expect(served).toEqual([
    ['new-checkout', 'off', 'public'],
    ['new-checkout', 'off', 'client'],
  ]);
});

test.each<[string, Toggle['variants'], unknown]>([
  ['text', { a: 'red', b: '' }, 'red'],
  ['number', { a: 0.5, b: 0 }, 0.5],
  ['object', { a: { limit: 3 }, b: {} }, { limit: 3 }],
])('answers a toggle of %s', (_, variants, value) => {
  const flag = toggle({ variants, defaultVariant: 'a', metadata });
  expect(askOfrep({ flag }, 'flag').answer).toMatchObject({ key: 'flag', variant: 'a', value });
});

test.each<[string, Partial<Toggle>, OfrepRequest['state']]>([
  ['killed', {}, { kills }],
  ['killed, and by percentage', { targeting: halves }, { kills }],
  ['disabled', { state: 'DISABLED' }, {}],
  ['disabled, and by percentage', { state: 'DISABLED', targeting: halves }, {}],
])('answers a toggle that is %s with its safe value and variant', (_, more, state) => {
  const switchedOff = { 'new-checkout': toggle({ defaultVariant: 'on', metadata, ...more }) };
  const { statusCode, answer } = askOfrep(switchedOff, 'new-checkout', { body: {}, state });
  expect(statusCode).toBe(200);
  expect(answer).toMatchObject({ value: false, variant: 'off', reason: 'DISABLED' });
});

test('says so when the store has not answered for too long', () => {
  const options = { toggles: { current: snapshotOf(flags), isStale: true } };
  const stale = { value: true, variant: 'on', reason: 'STALE' };
  expect(ask('new-checkout', { options }).answer).toMatchObject(stale);
  expect(ask(undefined, { options }).answer.flags[0]).toMatchObject(stale);
});

test.each(['unknown', '__proto__', 'toString', ''])('knows no toggle %s', (key) => {
  expect(ask(key, { apiKeyId: CLIENT_KEY })).toMatchObject({
    statusCode: 404,
    answer: { key, errorCode: 'FLAG_NOT_FOUND', errorDetails: expect.any(String) },
  });
});

test.each(['publishable', 'another-client', ''])(
  'shows the key %s only what is exposed to clients',
  (apiKeyId) => {
    expect(ask('internal', { apiKeyId }).answer.errorCode).toBe('FLAG_NOT_FOUND');
    const shown = ask(undefined, { apiKeyId }).answer.flags.map(
      (flag: { key: string }) => flag.key,
    );
    expect(shown).toEqual(['new-checkout', 'percentage', 'broken']);
  },
);

test("shows a client's own key every toggle", () => {
  const request = { apiKeyId: CLIENT_KEY };
  expect(ask('internal', request).answer).toMatchObject({ key: 'internal', value: true });
  expect(ask(undefined, request).answer.flags).toHaveLength(4);
});

test.each<[string, unknown, string]>([
  ['a body that is no object', [], 'PARSE_ERROR'],
  ['a context that is no object', { context: 'ann' }, 'INVALID_CONTEXT'],
  ['a targetingKey that is no string', { context: { targetingKey: 7 } }, 'INVALID_CONTEXT'],
  ['a context over 16 kB', { context: { text: 'x'.repeat(16_384) } }, 'INVALID_CONTEXT'],
])('refuses %s', (_, body, errorCode) => {
  const one = ask('new-checkout', { body });
  expect(one.statusCode).toBe(400);
  expect(one.answer).toEqual({ key: 'new-checkout', errorCode, errorDetails: expect.any(String) });
  expect(ask(undefined, { body }).answer).toEqual({ errorCode, errorDetails: expect.any(String) });
});

test('takes a context of 10 kB', () => {
  const body = { context: { targetingKey: 'ann', text: 'x'.repeat(10_000) } };
  expect(ask('percentage', { body }).statusCode).toBe(200);
});

test.each<[string, Record<string, string>]>([
  ['another content type', { 'Content-Type': 'text/plain' }],
  ['a compressed body', { 'Content-Encoding': 'gzip' }],
])('refuses %s', (_, headers) => {
  const refused = { statusCode: 415, answer: { key: 'internal', errorCode: 'PARSE_ERROR' } };
  expect(ask('internal', { headers })).toMatchObject(refused);
});

test.each([{}, { targetingKey: '' }])(
  'refuses a percentage for %j: whose would it be?',
  (context) => {
    const { statusCode, answer } = ask('percentage', { body: { context } });
    expect(statusCode).toBe(400);
    expect(answer).toMatchObject({ key: 'percentage', errorCode: 'TARGETING_KEY_MISSING' });
  },
);

test('finds a percentage in a named rule as well', () => {
  const flag = toggle({ metadata, targeting: { if: [true, { $ref: 'half' }, 'off'] } });
  const request = { body: {}, state: { $evaluators: { half: halves } } };
  expect(askOfrep({ flag }, 'flag', request).answer.errorCode).toBe('TARGETING_KEY_MISSING');
});

test('answers all toggles, a broken one without hiding the others or its rule', () => {
  const { statusCode, answer, body } = ask(undefined, { body: {} });
  expect(statusCode).toBe(200);
  expect(answer.metadata).toEqual({ docVersion: 1, killVersion: 0 });
  expect(answer.flags).toEqual([
    { key: 'new-checkout', value: true, reason: 'STATIC', variant: 'on' },
    expect.objectContaining({ key: 'percentage', errorCode: 'TARGETING_KEY_MISSING' }),
    { key: 'broken', errorCode: 'GENERAL', errorDetails: expect.any(String) },
  ]);
  expect(body).not.toContain('no_such_operator');
});

test('answers a thousand toggles at once', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `toggle-${index}`);
  const many = Object.fromEntries(
    names.map((name) => [name, toggle({ metadata, targeting: halves })]),
  );
  const { statusCode, answer } = askOfrep(many, undefined);
  expect(statusCode).toBe(200);
  expect(answer.flags.map(({ key }: { key: string }) => key)).toEqual(names);
  expect(new Set(answer.flags.map(({ value }: { value: unknown }) => value))).toEqual(
    new Set([true, false]),
  );
});

test('two contexts have two ETags, though their answers are alike', () => {
  const tagOf = (targetingKey: string) => {
    const { headers, answer } = askOfrep({ plain: toggle({ metadata }) }, undefined, {
      body: { context: { targetingKey } },
    });
    return [headers?.etag, answer.flags];
  };
  const [first, flags] = tagOf('ann');
  const [second, same] = tagOf('bob');
  expect(same).toEqual(flags);
  expect(second).not.toBe(first);
});

test('answers 304 for the ETag it gave, and only for the same context, versions and caller', () => {
  const etag = String(ask(undefined).headers?.etag);
  const headers = { 'If-None-Match': `W/"x", ${etag}` };
  const statusWith = (request: OfrepRequest) => ask(undefined, { headers, ...request }).statusCode;
  expect(ask(undefined, { headers })).toMatchObject({
    statusCode: 304,
    body: '',
    headers: { etag },
  });
  expect(statusWith({ body: { context: { targetingKey: 'bob' } } })).toBe(200);
  expect(statusWith({ state: { docVersion: 2 } })).toBe(200);
  expect(statusWith({ state: { killVersion: 2 } })).toBe(200);
  expect(statusWith({ apiKeyId: CLIENT_KEY })).toBe(200);
});

test.each<[string, unknown]>([
  ['one toggle', 'new-checkout'],
  ['all toggles', undefined],
])(
  'is unavailable for %s before the store has ever answered, and says when to ask again',
  (_, key) => {
    const logged: string[] = [];
    const answered = ask(key as string | undefined, {
      options: {
        toggles: { current: undefined, isStale: true },
        log: { error: (message) => logged.push(message) },
        headers: { 'access-control-allow-origin': '*' },
      },
    });
    expect(answered).toMatchObject({
      statusCode: 503,
      headers: { 'retry-after': '5', 'access-control-allow-origin': '*' },
      answer: { errorDetails: 'Try again in a moment' },
    });
    expect(logged).toHaveLength(1);
  },
);

test('keeps a defect to itself, and logs it', () => {
  const logged: Error[] = [];
  const defect = new Error('secret of ours');
  const toggles = {
    get current(): never {
      throw defect;
    },
    isStale: false,
  };
  const { statusCode, body } = ask('new-checkout', {
    options: { toggles, log: { error: (_, error) => logged.push(error) } },
  });
  expect(statusCode).toBe(500);
  expect(JSON.parse(body)).toEqual({
    key: 'new-checkout',
    errorCode: 'GENERAL',
    errorDetails: 'Something went wrong on our side',
  });
  expect(logged).toEqual([defect]);
});

test.each<[string, string | undefined, OfrepRequest]>([
  ['a value', 'new-checkout', {}],
  ['all values', undefined, {}],
  ['a refusal', 'new-checkout', { body: [] }],
  ['an unknown toggle', 'unknown', {}],
])('sends %s as JSON that nobody keeps unasked', (_, key, request) => {
  expect(ask(key, request).headers).toMatchObject({
    'content-type': 'application/json',
    'cache-control': expect.stringMatching(/^no-(store|cache)$/),
  });
});
