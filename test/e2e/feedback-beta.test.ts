import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { importToggles } from '../../functions/toggles/edits/import-toggles.ts';
import { repeatEdit } from '../../functions/toggles/edits/repeat-edit.ts';
import { replaceToggle } from '../../functions/toggles/edits/replace-toggle.ts';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import { ANN } from '../support/beta-testers.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';
import { documentOf } from '../support/toggle-builders.ts';

jest.setTimeout(120_000);

const LINK = /https?:\/\/\S+\/v1\/feedback\/[0-9a-f-]{36}#[\w-]{43}/;
const STAFF = { ends_with: [{ var: 'email' }, '@shop.example'] };

let storefront: Storefront;
let dynamo: DynamoDBClient;
let toggles: DynamoToggleStore;

/** The new checkout is for beta testers, and the team has a rule of its own for who is one. */
beforeAll(async () => {
  storefront = await startStorefront();
  const { endpoint, credentials, cloud } = storefront.cloud;
  dynamo = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  const now = () => cloud.clock.now();
  toggles = new DynamoToggleStore(documentsOver(dynamo), storefront.tables['toggles'] ?? '', now);
  const segment = documentOf({}, { $evaluators: { beta: STAFF } });
  await repeatEdit(toggles, (document) => importToggles(document, segment), ANN);
  await repeatEdit(
    toggles,
    (document) => {
      const before = requireToggle(document, 'new-checkout');
      const targeting = { if: [{ $ref: 'beta' }, 'on', null] };
      return replaceToggle(document, 'new-checkout', { ...before, targeting });
    },
    ANN,
  );
});
afterAll(async () => {
  try {
    await expectNoAddress();
  } finally {
    dynamo?.destroy();
    await storefront?.stop();
  }
});

/** Somebody with a browser: the shop's page as they see it, and the key that it gives to the widget. */
async function visit() {
  const url = `${storefront.apis['storefront']}/`;
  const first = await fetch(url);
  const [cookie = ''] = first.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
  const [, key = ''] =
    /name="afterprod-targeting-key" content="([^"]+)"/.exec(await first.text()) ?? [];
  const checkout = async () => {
    const page = await (await fetch(url, { headers: { cookie } })).text();
    return /data-checkout="(\w+)"/.exec(page)?.[1];
  };
  return { key, checkout };
}

type Visitor = Awaited<ReturnType<typeof visit>>;

async function report({ key }: Visitor, email: string): Promise<string> {
  const contact = { email, consent: true, beta: { targetingKey: key } };
  const body = { kind: 'idea', message: 'I would like to pay with less clicks', contact };
  const answer = await storefront.postFeedback(body);
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { statusUrl: string }).statusUrl;
}

async function ask(link: string, path: string, method = 'GET', body?: object) {
  const [address = '', secret] = link.split('#');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  return fetch(address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function stateOf(link: string): Promise<unknown> {
  return ((await (await ask(link, '')).json()) as { beta?: string }).beta;
}

async function confirmBy(email: string): Promise<void> {
  await storefront.minutes(1);
  const mail = (await storefront.mailbox()).find(({ to }) => to === email);
  const [link = ''] = LINK.exec(mail?.body ?? '') ?? [];
  expect((await ask(link, '/contact', 'POST', { mail: 'confirmed' })).status).toBe(200);
}

async function rule(): Promise<unknown> {
  return (await toggles.readDocument())?.document.$evaluators?.['beta'];
}

test('a reporter joins by double opt-in, sees the new checkout, leaves, joins again, and is out once it is erased', async () => {
  const before = await rule();
  const ann = await visit();
  const link = await report(ann, 'ann@home.example');
  await storefront.minutes(1);
  expect(await stateOf(link)).toBe('unconfirmed');
  expect((await ask(link, '/beta', 'POST', { member: true })).status).toBe(403);
  expect(await ann.checkout()).toBe('classic');

  await confirmBy('ann@home.example');
  expect(await stateOf(link)).toBe('joining');
  await storefront.minutes(1);
  expect(await stateOf(link)).toBe('in');
  expect(await ann.checkout()).toBe('new');
  expect(await (await visit()).checkout()).toBe('classic');

  expect(await (await ask(link, '/beta', 'POST', { member: false })).json()).toMatchObject({
    beta: 'out',
    mayJoinBeta: true,
  });
  await storefront.minutes(1);
  expect(await ann.checkout()).toBe('classic');
  expect(await rule()).toEqual(before);

  expect((await ask(link, '/beta', 'POST', { member: true })).status).toBe(200);
  await storefront.minutes(1);
  expect([await stateOf(link), await ann.checkout()]).toEqual(['in', 'new']);

  expect((await ask(link, '', 'DELETE')).status).toBe(204);
  await storefront.minutes(1);
  expect(await ann.checkout()).toBe('classic');
  expect(await rule()).toEqual(before);
});

test('while the toggles cannot be written nobody is let in or lost; then it is made up for', async () => {
  const bob = await visit();
  const link = await report(bob, 'bob@home.example');
  await confirmBy('bob@home.example');
  const { clock, faults } = storefront.cloud;
  faults.inject({ service: 'dynamodb', kind: 'outage', untilMs: clock.now() + 5 * 60_000 });
  await storefront.minutes(8); // the second try is six minutes after the first
  expect([await stateOf(link), await bob.checkout()]).toEqual(['in', 'new']);
});

/** Neither log nor history tells an address, and every right that is used was given. */
async function expectNoAddress(): Promise<void> {
  const history = JSON.stringify(await toggles.history({ limit: 50 }));
  expect(history).toContain('"isMembership":true');
  expect(history).not.toContain('home.example');
  const logs = storefront.heard.filter(({ kind }) => kind === 'log' || kind === 'metric');
  expect(JSON.stringify(logs)).toContain('Settled who is a beta tester');
  expect(JSON.stringify(logs)).not.toContain('home.example');
  expect(storefront.heard.filter(({ kind }) => kind === 'denied')).toEqual([]);
}
