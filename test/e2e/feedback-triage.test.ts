import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoReleaseStore } from '../../functions/releases/dynamo-release-store.ts';
import { recordMark } from '../../functions/releases/record-mark.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(120_000);

/** What visitors say that is nobody's business. */
const PRIVATE = ['zebra-on-the-checkout', 'vera@home.example', '4111 1111 1111 1111', 'hunter2'];
const BUG = { kind: 'bug', message: 'The pay button on the new checkout does nothing' };

let storefront: Storefront;
let dynamo: DynamoDBClient;
const documents = () => documentsOver(dynamo);

beforeAll(async () => {
  storefront = await startStorefront();
  const { endpoint, credentials, cloud } = storefront.cloud;
  dynamo = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
});

afterAll(async () => {
  try {
    expectNoWord();
  } finally {
    dynamo?.destroy();
    await storefront?.stop();
  }
});

async function post(body: object): Promise<string> {
  const response = await storefront.postFeedback(body);
  expect(response.status).toBe(202);
  const { id } = (await response.json()) as { id: string };
  return id;
}

async function find(id: string) {
  const get = new GetCommand({
    TableName: storefront.tables['feedback'],
    Key: { pk: `FEEDBACK#${id}`, sk: 'FEEDBACK' },
  });
  return (await documents().send(get)).Item;
}

async function goLive(releaseId: string): Promise<void> {
  const releases = new DynamoReleaseStore(documents(), storefront.tables['releases'] ?? '');
  const at = new Date(storefront.cloud.clock.now()).toISOString();
  await recordMark(releases, { kind: 'live', markId: `live-${releaseId}`, releaseId, at });
  await storefront.minutes(1); // what functions know of releases is 10 s old at most
}

async function subjects(): Promise<readonly string[]> {
  return (await storefront.mailbox()).map(({ subject }) => subject);
}

test('what is personal is gone from everywhere, and was never in a log or a metric', async () => {
  const [word = '', email = '', card = '', password = ''] = PRIVATE;
  const id = await post({
    ...BUG,
    message: `${word}: my card ${card} and my password=${password} write to ${email}`,
    contact: { email, consent: true },
    context: { url: `https://shop.example/${email}`, errors: [`no user ${email}`] },
  });
  await storefront.minutes(1);

  const kept = await find(id);
  expect(kept).toMatchObject({
    text: `${word}: my card [card] and my password=[secret] write to [e-mail]`,
    context: { url: 'https://shop.example/[e-mail]', errors: ['no user [e-mail]'] },
    spamScore: 0,
  });
  expect(kept).not.toHaveProperty('message');
  for (const { body } of await storefront.mailbox()) {
    for (const secret of [email, card, password]) expect(body).not.toContain(secret);
  }
});

test('many reports of one bug are one topic, are counted by what there is, and make one ticket', async () => {
  await goLive('r1');
  const claimed = { 'new-checkout': 'sideways', 'no-toggle': 'on' };
  await post({ ...BUG, context: { release: 'r1', toggles: claimed } });
  await post({ ...BUG, context: { release: 'r1-claimed', toggles: { 'new-checkout': 'off' } } });
  const context = { release: 'r1', toggles: { 'new-checkout': 'on', 'no-toggle': 'on' } };
  const ids: string[] = [];
  for (let order = 1; order <= 4; order += 1) {
    ids.push(await post({ ...BUG, message: `${BUG.message}, order ${order}`, context }));
  }
  await storefront.minutes(1);

  const topics = await Promise.all(ids.map(async (id) => (await find(id))?.['topic']));
  expect(new Set(topics).size).toBe(1);
  const { receivedAt } = (await find(ids[0] ?? '')) ?? {};
  const query = new QueryCommand({
    TableName: storefront.tables['feedback'],
    KeyConditionExpression: 'pk = :hour AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':hour': `COUNT#${receivedAt.slice(0, 13)}`,
      ':first': 'r1',
      ':last': 'unknown$',
    },
  });
  const { Items = [] } = await documents().send(query);
  expect(Items).toMatchObject([
    { sk: 'r1#*', total: 5, negative: 5 },
    { sk: 'r1#new-checkout:on', total: 4, negative: 4 },
    { sk: 'unknown#*', total: 1, negative: 1 },
    { sk: 'unknown#new-checkout:off', total: 1, negative: 1 },
  ]);
  const tickets = (await subjects()).filter((subject) => subject.includes('reports of one bug'));
  expect(tickets).toEqual(['5 reports of one bug within an hour on storefront prod']);
});

test('a record that cannot be worked on holds up none that came with it', async () => {
  const first = await post({ ...BUG, message: 'The list of orders is empty since yesterday' });
  const poison = { pk: 'FEEDBACK#poison', sk: 'FEEDBACK', id: 'poison', message: PRIVATE[0] };
  const TableName = storefront.tables['feedback'];
  await documents().send(new PutCommand({ TableName, Item: poison }));
  const last = await post({ ...BUG, message: 'My address cannot be changed any more' });
  await storefront.minutes(1);
  for (const id of [first, last]) expect(await find(id)).toHaveProperty('text');
  expect(await find('poison')).toHaveProperty('message');
  await storefront.minutes(2); // until the alarm on the queue's depth
  expect(await subjects()).toContainEqual(
    expect.stringMatching(/^\[ticket\] .*feedback-triage-dlq/),
  );
});

test('complaints about the current release, and praise for the one before, are an alarm', async () => {
  await goLive('before');
  await goLive('now');
  for (let visitor = 1; visitor <= 20; visitor += 1) {
    await post({ ...BUG, context: { release: 'now' } });
    await post({ kind: 'praise', message: 'Very nice', context: { release: 'before' } });
  }
  await storefront.minutes(5);
  expect(await subjects()).toContainEqual(expect.stringMatching(/^\[ticket\] .*feedback-release/));
});

/** No log and no metric of all this holds a word, an address or a secret of a visitor. */
function expectNoWord(): void {
  const logs = storefront.heard.filter(({ kind }) => kind === 'log' || kind === 'metric');
  expect(logs.length).toBeGreaterThan(0);
  const written = JSON.stringify(logs);
  for (const word of [...PRIVATE, 'pay button', 'Very nice']) expect(written).not.toContain(word);
  expect(storefront.heard.filter(({ kind }) => kind === 'denied')).toEqual([]);
}
