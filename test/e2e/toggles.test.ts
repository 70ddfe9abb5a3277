import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoToggleStore } from '../../functions/toggles/dynamo-toggle-store.ts';
import type { ToggleStore } from '../../functions/toggles/toggle-store.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

const ANN = { who: 'ann', why: 'it burns' };
/** Ten seconds, and what the last request took: that flows in a function while driven time stands. */
const TEN_SECONDS_MS = 10_000 + 1_000;
const FLAGS = '/ofrep/v1/evaluate/flags';

let storefront: Storefront;
let client: DynamoDBClient;
let store: ToggleStore;

beforeAll(async () => {
  storefront = await startStorefront();
  const { endpoint, credentials, cloud } = storefront.cloud;
  client = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  const documents = DynamoDBDocumentClient.from(client);
  store = new DynamoToggleStore(documents, storefront.tables.toggles ?? '', () =>
    cloud.clock.now(),
  );
});

afterAll(async () => {
  client?.destroy();
  await storefront?.stop();
});

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const { headers, ...rest } = init;
  return fetch(`${storefront.apis.toggles}${path}`, {
    method: 'POST',
    body: JSON.stringify({ context: { targetingKey: 'visitor-1' } }),
    ...rest,
    headers: {
      'content-type': 'application/json',
      'x-api-key': storefront.keys.toggles ?? '',
      origin: 'https://shop.example',
      ...headers,
    },
  });
}

async function seenValue(key: string): Promise<unknown> {
  const answer = (await (await ask(`${FLAGS}/${key}`)).json()) as { value: unknown };
  return answer.value;
}

async function switchAndWait(variant: 'on' | 'off'): Promise<void> {
  await storefront.switchToggle('new-checkout', variant);
  await storefront.cloud.clock.advance(TEN_SECONDS_MS);
}

test('the toggles of the settings are there from the first deployment, with an audit', async () => {
  const { document } = (await store.readDocument()) ?? {};
  expect(Object.keys(document?.flags ?? {})).toContain('new-checkout');
  expect((await store.history({ limit: 100 })).at(-1)).toMatchObject({
    docVersion: 1,
    who: 'deployment',
  });
});

test('a browser sees a switched toggle after ten seconds at most, and a kill as well', async () => {
  await switchAndWait('off');
  expect(await seenValue('new-checkout')).toBe(false);
  await switchAndWait('on');
  expect(await seenValue('new-checkout')).toBe(true);

  await store.kill('new-checkout', 'off', ANN);
  await storefront.cloud.clock.advance(TEN_SECONDS_MS);
  expect(await seenValue('new-checkout')).toBe(false);

  await store.restore('new-checkout', ANN);
  await storefront.cloud.clock.advance(TEN_SECONDS_MS);
  expect(await seenValue('new-checkout')).toBe(true);
});

test('a browser sees what is exposed to clients, and nothing else', async () => {
  const answer = (await (await ask(FLAGS)).json()) as { flags: readonly { key: string }[] };
  expect(answer.flags.map(({ key }) => key)).toEqual(['new-checkout']);
  expect((await ask(`${FLAGS}/storefront-failing`)).status).toBe(404);
});

test('an unchanged answer costs 304 without a body', async () => {
  const first = await ask(FLAGS);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('access-control-expose-headers')).toBe('ETag');
  const second = await ask(FLAGS, { headers: { 'if-none-match': etag } });
  expect(second.status).toBe(304);
  expect(await second.text()).toBe('');
});

test('keeps answering what it knew while DynamoDB is down', async () => {
  await switchAndWait('on');
  expect(await seenValue('new-checkout')).toBe(true);
  const { clock, faults } = storefront.cloud;
  const fault = { service: 'dynamodb', kind: 'outage', untilMs: clock.now() + 60_000 } as const;
  faults.inject(fault);
  await clock.advance(TEN_SECONDS_MS);
  const answer = await (await ask(`${FLAGS}/new-checkout`)).json();
  expect(answer).toMatchObject({ value: true });
  await clock.advance(60_000);
});

test.each<[string, string, RequestInit, number]>([
  ['bad JSON', FLAGS, { body: '{' }, 400],
  ['an unknown toggle', `${FLAGS}/__proto__`, {}, 404],
  ['a context that is none', FLAGS, { body: '{"context":7}' }, 400],
  ['a form', FLAGS, { body: 'a=b', headers: { 'content-type': 'text/plain' } }, 415],
  ['no key', FLAGS, { headers: { 'x-api-key': 'x' } }, 403],
  ['a wrong method', FLAGS, { method: 'PUT' }, 405],
  ['an unknown path', '/ofrep/v2', {}, 404],
])('answers %s with a 4xx that every page may read', async (_, path, init, status) => {
  const response = await ask(path, init);
  expect(response.status).toBe(status);
  expect(response.headers.get('access-control-allow-origin')).toBeTruthy();
  expect(response.headers.get('content-type')).toContain('json');
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

test('a preflight lets pages send the key and If-None-Match', async () => {
  const response = await ask(FLAGS, { method: 'OPTIONS', body: null });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-headers')).toContain('If-None-Match');
});
