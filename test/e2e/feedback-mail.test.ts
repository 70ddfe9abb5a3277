import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Author } from '../../functions/feedback/edits/author.ts';
import { editFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { replyTo } from '../../functions/feedback/edits/reply-to.ts';
import { setStatus } from '../../functions/feedback/edits/set-status.ts';
import { DynamoFeedbackStore } from '../../functions/feedback/store/dynamo-feedback-store.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(120_000);

const REPLY = 'We mend the basket <b>tomorrow</b>.';
const LINK = /https?:\/\/\S+\/v1\/feedback\/[0-9a-f-]{36}#[\w-]{43}/;

let storefront: Storefront;
let dynamo: DynamoDBClient;
let documents: DynamoDBDocumentClient;
let store: DynamoFeedbackStore;
const secrets: string[] = [];

beforeAll(async () => {
  storefront = await startStorefront();
  const { endpoint, credentials, cloud } = storefront.cloud;
  dynamo = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  documents = documentsOver(dynamo);
  store = new DynamoFeedbackStore(documents, table(), () => cloud.clock.now());
});
afterAll(async () => {
  try {
    expectNoWord();
  } finally {
    dynamo?.destroy();
    await storefront?.stop();
  }
});

const table = () => storefront.tables['feedback'] ?? '';
const author = (): Author => ({
  who: 'bob',
  at: new Date(storefront.cloud.clock.now()).toISOString(),
});

async function post(email: string, context: object = {}) {
  const contact = { email, consent: true };
  const body = { kind: 'bug', message: 'The basket forgets its content', contact, context };
  const answer = await storefront.postFeedback(body);
  expect(answer.status).toBe(202);
  const { id, statusUrl } = (await answer.json()) as { id: string; statusUrl: string };
  secrets.push(statusUrl.split('#')[1] ?? '');
  return { id, statusUrl };
}

/** The newest first. */
async function mailsTo(email: string) {
  return (await storefront.mailbox()).filter(({ to }) => to === email);
}

async function linkTo(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  const [link = ''] = LINK.exec(mail?.body ?? '') ?? [];
  secrets.push(link.split('#')[1] ?? '');
  return link;
}

/** What a click at the page behind a link makes. */
async function say(link: string, mail: string): Promise<Response> {
  const [address = '', secret] = link.split('#');
  return fetch(`${address}/contact`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ mail }),
  });
}

test('a reporter is asked, confirms by the mail, hears of answer and release, and stops it', async () => {
  const email = "o'hara+basket@home.example";
  const { id, statusUrl } = await post(email, { locale: 'de-CH' });
  await storefront.minutes(1);
  expect(await mailsTo(email)).toMatchObject([
    {
      from: 'The storefront <feedback@example.com>',
      subject: 'The storefront: Dürfen wir Ihnen zu Ihrem Feedback schreiben?',
    },
  ]);
  await editFeedback(store, id, replyTo('Before it was confirmed', author()));
  await storefront.minutes(1);
  expect(await mailsTo(email)).toHaveLength(1);

  const link = await linkTo(email);
  expect((await say(statusUrl, 'confirmed')).status).toBe(403);
  expect(await (await say(link, 'confirmed')).json()).toMatchObject({ id, mail: 'confirmed' });
  await editFeedback(store, id, replyTo(REPLY, author()));
  await editFeedback(store, id, setStatus('shipped', author()));
  await storefront.minutes(1);
  const [shipped, reply] = await mailsTo(email);
  expect(shipped?.subject).toBe('The storefront: Was Sie uns gemeldet haben, ist ausgeliefert');
  expect(reply?.body).toContain(`> ${REPLY}`);
  expect(reply?.html).toContain('&lt;b&gt;tomorrow&lt;/b&gt;');
  expect(reply?.headers).toMatchObject({ 'List-Unsubscribe': `<${link}>` });

  expect((await say(link, 'stopped')).status).toBe(200);
  await editFeedback(store, id, replyTo('After it was stopped', author()));
  await storefront.minutes(1);
  expect(await mailsTo(email)).toHaveLength(3);
});

test('an address that others type in again and again is asked once', async () => {
  for (let time = 1; time <= 6; time += 1)
    await post(time % 2 ? 'vera@home.example' : 'VERA@home.example');
  await storefront.minutes(1);
  expect([
    ...(await mailsTo('vera@home.example')),
    ...(await mailsTo('VERA@home.example')),
  ]).toHaveLength(1);
});

test('mails wait while SES is down, and none is lost or doubled', async () => {
  const { clock, faults } = storefront.cloud;
  faults.inject({ service: 'ses', kind: 'outage', untilMs: clock.now() + 10 * 60_000 });
  const emails = ['a@late.example', 'b@late.example', 'c@late.example'];
  for (const email of emails) await post(email);
  await storefront.minutes(5);
  expect(await mailsTo('a@late.example')).toEqual([]);
  await storefront.minutes(10);
  for (const email of emails) expect(await mailsTo(email)).toHaveLength(1);
});

test('tasks wait while SQS is down, and none is lost or doubled', async () => {
  const { clock, faults } = storefront.cloud;
  faults.inject({ service: 'sqs', kind: 'outage', untilMs: clock.now() + 5 * 60_000 });
  await post('d@late.example');
  await storefront.minutes(4);
  expect(await mailsTo('d@late.example')).toEqual([]);
  await storefront.minutes(3);
  expect(await mailsTo('d@late.example')).toHaveLength(1);
});

test('a record that makes no sense is set aside, and holds up none that came with it', async () => {
  const at = new Date(storefront.cloud.clock.now()).toISOString();
  await post('before@poison.example');
  const Item = { pk: 'FEEDBACK#poison', sk: `EVENT#${at}#000001-0`, type: 'reply', at, who: 'bob' };
  await documents.send(new PutCommand({ TableName: table(), Item }));
  await post('after@poison.example');
  await storefront.minutes(3); // until the alarm on the queue's depth
  for (const who of ['before', 'after']) {
    expect(await mailsTo(`${who}@poison.example`)).toHaveLength(1);
  }
  const subjects = (await storefront.mailbox()).map(({ subject }) => subject);
  expect(subjects).toContainEqual(expect.stringMatching(/^\[ticket\] .*feedback-mail-dlq/));
});

test('an erasure by address finds what has lost its contact, and leaves nothing of the address', async () => {
  const { id } = await post('gone@home.example');
  await storefront.minutes(1);
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: table() }));
  const { subject } = Items.find(({ pk, sk }) => pk === `FEEDBACK#${id}` && sk === 'SUBJECT') ?? {};
  expect(await store.idsOfSubject(subject)).toEqual([id]);
  await store.erase(id);
  expect(await store.idsOfSubject(subject)).toEqual([]);
  const left = await documents.send(new ScanCommand({ TableName: table() }));
  expect(JSON.stringify(left.Items)).not.toContain('gone@home.example');
});

/** No log, no metric and no queue of all this holds an address, a word or a secret. */
function expectNoWord(): void {
  const logs = storefront.heard.filter(({ kind }) => kind === 'log' || kind === 'metric');
  const queued = readFileSync(path.join(storefront.folder, 'sqs', 'messages.jsonl'), 'utf8');
  expect(queued).toContain('mail-tasks');
  const written = JSON.stringify(logs) + queued;
  expect(secrets.filter((secret) => secret !== '' && written.includes(secret))).toEqual([]);
  for (const word of ['.example"', 'home.example', 'late.example', 'basket', 'tomorrow']) {
    expect(written).not.toContain(word);
  }
  expect(storefront.heard.filter(({ kind }) => kind === 'denied')).toEqual([]);
}
