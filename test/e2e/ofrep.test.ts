import { gzipSync } from 'node:zlib';
import { ofrepFlaws } from '../support/ofrep-form.ts';
import { FLAGS, type OfrepStorefront, startOfrepStorefront } from '../support/ofrep-storefront.ts';
import { toggle } from '../support/toggle-builders.ts';

const ONE = `${FLAGS}/new-checkout`;
const SECRET = 'only-for-our-eyes';
const halves = {
  fractional: [
    ['on', 50],
    ['off', 50],
  ],
};

let storefront: OfrepStorefront;

beforeAll(async () => {
  storefront = await startOfrepStorefront();
  const metadata = { owner: SECRET, description: SECRET };
  const targeting = { if: [{ in: [SECRET, { var: 'plan' }] }, 'on', { $ref: 'half' }] };
  await storefront.put(
    {
      percentage: toggle({ metadata: { ...metadata, exposed: 'client' }, targeting }),
      internal: toggle({ defaultVariant: 'on', metadata }),
    },
    { $evaluators: { half: halves } },
  );
});

afterAll(async () => {
  await storefront?.stop();
});

function ask(path: string, init?: RequestInit): Promise<Response> {
  return storefront.ask(path, init);
}

async function valueAt(path: string): Promise<unknown> {
  return ((await (await ask(path)).json()) as { value: unknown }).value;
}

async function keysSeenWith(key: string): Promise<readonly string[]> {
  const response = await ask(FLAGS, { headers: { 'x-api-key': key } });
  const { flags } = (await response.json()) as { flags: readonly { key: string }[] };
  return flags.map((flag) => flag.key).sort();
}

test('a browser sees a switched toggle after ten seconds at most, and a kill as well', async () => {
  for (const variant of ['off', 'on'] as const) {
    await storefront.switchToggle('new-checkout', variant);
    await storefront.tenSeconds();
    expect(await valueAt(ONE)).toBe(variant === 'on');
  }
  await storefront.store.kill('new-checkout', 'off', { who: 'ann', why: 'it burns' });
  await storefront.tenSeconds();
  expect(await valueAt(ONE)).toBe(false);

  await storefront.store.restore('new-checkout', { who: 'ann', why: 'it is out' });
  await storefront.tenSeconds();
  expect(await valueAt(ONE)).toBe(true);
});

test('the publishable key opens what is exposed to clients, a key of a client all', async () => {
  const { publishable, backend } = storefront.apiKeys;
  expect(await keysSeenWith(publishable)).toEqual(['new-checkout', 'percentage']);
  expect(await keysSeenWith(backend)).toEqual(
    ['internal', 'new-checkout', 'percentage', 'storefront-failing', 'storefront-slow'].sort(),
  );
  const internal = `${FLAGS}/internal`;
  expect((await ask(internal)).status).toBe(404);
  expect((await ask(internal, { headers: { 'x-api-key': backend } })).status).toBe(200);
});

test('no answer shows an owner or a rule', async () => {
  for (const key of Object.values(storefront.apiKeys)) {
    for (const path of [FLAGS, `${FLAGS}/percentage`, `${FLAGS}/internal`]) {
      const response = await ask(path, { headers: { 'x-api-key': key } });
      expect(JSON.stringify([...response.headers])).not.toContain(SECRET);
      expect(await response.text()).not.toContain(SECRET);
    }
  }
});

test('an unchanged answer costs 304 without a body', async () => {
  const first = await ask(FLAGS);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('access-control-expose-headers')).toBe('ETag, Retry-After');
  const second = await ask(FLAGS, { headers: { 'if-none-match': `W/"old", ${etag}` } });
  expect(second.status).toBe(304);
  expect(second.headers.get('etag')).toBe(etag);
  expect(await second.text()).toBe('');
});

/** Each is answered 400 or 415 (all toggles and one alike), or evaluated where that is the right thing to do. */
const HOSTILE: readonly [name: string, status: number, init: RequestInit][] = [
  ['no body', 200, { body: null }],
  ['an empty object', 200, { body: '{}' }],
  ['a context of 10 kB', 200, { body: contextOf({ text: 'x'.repeat(10_000) }) }],
  ['duplicated keys', 200, { body: '{"context":{"a":1,"a":2},"context":{"targetingKey":"ann"}}' }],
  ['NUL', 200, { body: contextOf({ plan: '\0' }) }],
  ['lone surrogates', 200, { body: '{"context":{"targetingKey":"\\ud800","plan":"\\udfff"}}' }],
  [
    'what every object inherits',
    200,
    { body: contextOf({ toString: 1, constructor: {}, length: 9 }) },
  ],
  [
    'a context of our own facts',
    200,
    { body: contextOf({ $flagd: { timestamp: 0, flagKey: 'x' } }) },
  ],
  ['bad JSON', 400, { body: '{' }],
  ['no object', 400, { body: '[]' }],
  ['a context that is none', 400, { body: '{"context":7}' }],
  ['a targetingKey that is no text', 400, { body: contextOf({ targetingKey: { a: 1 } }) }],
  ['a context over 16 kB', 400, { body: contextOf({ text: 'x'.repeat(17_000) }) }],
  ['a body of a megabyte', 400, { body: 'x'.repeat(1_000_000) }],
  ['deep nesting', 400, { body: `{"context":{"a":${'['.repeat(8_000)}${']'.repeat(8_000)}}}` }],
  ['__proto__', 400, { body: '{"context":{"__proto__":{"targetingKey":"ann"}}}' }],
  ['bytes that are no UTF-8', 400, { body: new Uint8Array([0x7b, 0xff, 0xfe, 0x00]) }],
  ['a compressed body', 415, { body: gzipSync('{}'), headers: { 'content-encoding': 'gzip' } }],
  [
    'a form',
    415,
    { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['another charset', 415, { headers: { 'content-type': 'application/json; charset=latin1' } }],
  ['a hostile content type', 415, { headers: { 'content-type': '*/*;\t,"' } }],
  ['hostile tags', 200, { headers: { 'if-none-match': ',",W/,*x' } }],
];

function contextOf(context: object): string {
  return JSON.stringify({ context: { targetingKey: 'visitor-1', ...context } });
}

test.each(HOSTILE)('%s is answered in the form of OFREP', async (_, status, init) => {
  for (const [kind, path] of [
    ['all', FLAGS],
    ['one', ONE],
  ] as const) {
    const response = await ask(path, init);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('access-control-allow-origin')).toBeTruthy();
    expect(response.status).toBe(status);
    expect(ofrepFlaws(kind, status, await response.json())).toEqual([]);
  }
});

test.each<[string, string, RequestInit, number]>([
  ['a missing key', FLAGS, { headers: { 'x-api-key': '' } }, 401],
  ['a wrong key', FLAGS, { headers: { 'x-api-key': 'x' } }, 401],
  ['an unknown toggle', `${FLAGS}/__proto__`, {}, 404],
  ['a toggle with a slash', `${FLAGS}/a%2Fb`, {}, 404],
  ['an unknown path', '/ofrep/v2', {}, 404],
  ['a wrong method', FLAGS, { method: 'PUT' }, 405],
  ['GET', ONE, { method: 'GET', body: null }, 405],
  ['more than the gateway takes', FLAGS, { body: 'x'.repeat(11_000_000) }, 413],
])('%s is answered with an error that every page may read', async (_, path, init, status) => {
  const response = await ask(path, init);
  expect(response.status).toBe(status);
  expect(response.headers.get('access-control-allow-origin')).toBeTruthy();
  expect(response.headers.get('content-type')).toBe('application/json');
  const error = { errorCode: expect.any(String), errorDetails: expect.any(String) };
  expect(await response.json()).toMatchObject(error);
});

test.each(['application/json', 'text/plain'])(
  'a wrong method learns which ones there are, though it sends %s',
  async (contentType) => {
    const headers = { 'content-type': contentType };
    const response = await ask(FLAGS, { method: 'DELETE', headers });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
  },
);

test('a preflight lets pages send the key and If-None-Match, for two hours', async () => {
  const response = await ask(FLAGS, { method: 'OPTIONS', body: null });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-headers')).toContain('If-None-Match');
  expect(response.headers.get('access-control-max-age')).toBe('7200');
});

test('a percentage without a targetingKey is an error of that toggle alone', async () => {
  const init = { body: '{"context":{}}' };
  const missing = { key: 'percentage', errorCode: 'TARGETING_KEY_MISSING' };
  const one = await ask(`${FLAGS}/percentage`, init);
  expect(one.status).toBe(400);
  expect(await one.json()).toMatchObject(missing);

  const all = await ask(FLAGS, init);
  expect(all.status).toBe(200);
  const { flags } = (await all.json()) as { flags: readonly object[] };
  expect(flags).toContainEqual(expect.objectContaining(missing));
  expect(flags).toContainEqual(
    expect.objectContaining({ key: 'new-checkout', variant: expect.any(String) }),
  );
});
