import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoFeedbackStore } from '../../functions/feedback/store/dynamo-feedback-store.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(60_000);

const BUG = {
  kind: 'bug',
  message: 'The basket forgets its content.',
  contact: { email: 'ann@example.com', consent: true },
};

let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront();
});
afterAll(() => storefront.stop());

/** Posts feedback, and gives what its reporter can do from then on. */
async function report(headers: Readonly<Record<string, string>> = {}, body: object = BUG) {
  const posted = await storefront.postFeedback(body, headers);
  const receipt = (await posted.json()) as { id: string; statusUrl: string };
  const { origin, pathname, hash } = new URL(receipt.statusUrl);
  const authorization = `Bearer ${hash.slice(1)}`;
  const ask = (path = '', init: RequestInit = {}) =>
    fetch(`${origin}${pathname}${path}`, {
      ...init,
      headers: { authorization, ...init.headers },
    });
  const judge = (verdict: string) =>
    ask('/verdict', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verdict }),
    });
  return { receipt, ask, judge };
}

/** As a member of the team does: through the store, with the developer's keys. */
async function ship(id: string): Promise<void> {
  const { endpoint, credentials, cloud } = storefront.cloud;
  const client = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  const table = storefront.tables['feedback'] ?? '';
  try {
    const store = new DynamoFeedbackStore(documentsOver(client), table, () => cloud.clock.now());
    const before = await store.find(id);
    if (!before) throw new Error(`${id} is not there`);
    const at = new Date(cloud.clock.now()).toISOString();
    await store.replace(before, { ...before, status: 'shipped' }, [
      { type: 'status', at, who: 'bob', from: before.status, to: 'shipped' },
    ]);
  } finally {
    client.destroy();
  }
}

test('a reporter learns what became of it, judges it, and erases it', async () => {
  const contact = { email: 'bob@example.com', consent: true }; // nobody else's: it must be gone at the end
  const message = 'The lamp flickers since yesterday.';
  const { receipt, ask, judge } = await report({}, { kind: 'bug', message, contact });
  expect(await (await ask()).json()).toMatchObject({
    id: receipt.id,
    status: 'new',
    message,
    timeline: [],
  });
  expect((await judge('fixed')).status).toBe(409);

  await ship(receipt.id);
  expect(await (await ask()).json()).toMatchObject({ status: 'shipped', verdictDue: true });
  await storefront.minutes(1); // it is triaged, and counted
  const before = complaints();
  const judged = await judge('still-broken');
  expect(judged.status).toBe(200);
  expect(await judged.json()).toMatchObject({ status: 'new' });
  await storefront.minutes(1);
  expect(complaints().slice(before.length)).toEqual([
    { cohort: undefined, complaints: 1 },
    { cohort: 'current', complaints: 1 },
  ]);

  const items = async () => JSON.stringify(await scan());
  expect(await items()).toContain(contact.email);
  expect((await ask('', { method: 'DELETE' })).status).toBe(204);
  await storefront.minutes(1);
  expect(await items()).not.toContain(`FEEDBACK#${receipt.id}`);
  expect(await items()).not.toContain(message);
  expect(await items()).not.toContain(contact.email);
  expect((await ask()).status).toBe(404);
  expect((await ask('', { method: 'DELETE' })).status).toBe(404);
});

test('a retry is given the same status URL, and it opens', async () => {
  const headers = { 'idempotency-key': 'c7a4a0c6-6a0e-4f3f-9a9e-0d5ac3b1a001' };
  const first = await report(headers);
  const second = await report(headers);
  expect(second.receipt).toEqual(first.receipt);
  expect((await second.ask()).status).toBe(200);
});

test('nobody sees what is not theirs', async () => {
  const [mine, others] = [await report(), await report()];
  const url = mine.receipt.statusUrl.replace(/#.*/, '');
  const othersSecret = new URL(others.receipt.statusUrl).hash.slice(1);
  const asOther = { headers: { authorization: `Bearer ${othersSecret}` } };
  expect((await fetch(url, asOther)).status).toBe(404);
  expect((await fetch(url, { ...asOther, method: 'DELETE' })).status).toBe(404);
  const anonymous = await fetch(url);
  expect(anonymous.status).toBe(401);
  // API Gateway renames this one header of functions.
  expect(anonymous.headers.get('x-amzn-remapped-www-authenticate')).toBe('Bearer');
  expect((await mine.ask()).status).toBe(200);
});

test.each([
  ['', 'PUT', 'GET, DELETE, OPTIONS'],
  ['', 'POST', 'GET, DELETE, OPTIONS'],
  ['/verdict', 'GET', 'POST, OPTIONS'],
  ['/verdict', 'DELETE', 'POST, OPTIONS'],
])('%s refuses %s with what it allows, whatever the content type', async (path, method, allow) => {
  const { ask } = await report();
  for (const type of ['application/json', 'text/plain', 'application/octet-stream']) {
    const body = method === 'GET' ? null : '{}';
    const answer = await ask(path, { method, headers: { 'content-type': type }, body });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  }
});

test('pages of other origins may ask: preflights allow method and headers', async () => {
  const { ask } = await report();
  const headers = {
    origin: 'https://shop.example',
    'access-control-request-method': 'DELETE',
    'access-control-request-headers': 'authorization',
  };
  const preflight = await ask('', { method: 'OPTIONS', headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
});

test('no secret is in any log', async () => {
  const { receipt, ask } = await report();
  await ask();
  await storefront.minutes(1);
  const logs = storefront.heard.filter(({ kind }) => kind === 'log' || kind === 'metric');
  expect(JSON.stringify(logs)).not.toContain(new URL(receipt.statusUrl).hash.slice(1));
});

/** What the alarms on feedback are told: of the stage, and of the release that it was about. */
function complaints() {
  return storefront.heard.flatMap((event) =>
    event.kind === 'metric' && 'NegativeFeedback' in event.metrics
      ? [{ cohort: event.dimensions['Cohort'], complaints: event.metrics['NegativeFeedback'] }]
      : [],
  );
}

async function scan(): Promise<unknown> {
  const { cloud, tables } = storefront;
  const input = { TableName: tables['feedback'] };
  return (await cloud.cloud.call('dynamodb', 'Scan', input, { kind: 'root' })).Items;
}
