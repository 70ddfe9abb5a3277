import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { FUNCTION_OF } from '../../cli/feedback/move-back.ts';
import { feedbackItem, feedbackKey } from '../../functions/feedback/store/feedback-items.ts';
import { servePages } from '../../local/page/pages.ts';
import { describeLocalCloud, writeLocalJson } from '../../local/start/local-json.ts';
import { afterprod } from '../support/afterprod.ts';
import { callerOf, credentialsOf, type SendAs, withRoles } from '../support/people.ts';
import { MINUTE_MS, type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(60_000);

/** By them one finds whatever kept what nobody may read: words of reporters and of the team, an address, keys. */
const MARKS = {
  said: 'marmalade-on-the-checkout',
  answered: 'our-thanks-for-the-toast',
  email: 'vera.marked@home.example',
  key: 'b6d1c9de-marked-idempotency-key',
  broken: 'crumbs-in-the-body',
};

const ROLES = {
  console: ['*'],
  /** May read and answer; nothing else. */
  support: ['GET/v1/feedback', 'GET/v1/feedback/*', 'POST/v1/feedback/*/reply'],
  stranger: [],
};

let storefront: Storefront;
/** What must never be seen, besides the marks: the secrets of reporters. */
const secrets: string[] = [];

const send: SendAs = (...request) => callerOf(storefront, 'feedback-admin', 'console')(...request);
const as = (role: keyof typeof ROLES) => credentialsOf(storefront, role);

beforeAll(async () => {
  storefront = await startStorefront({ change: withRoles(ROLES) });
  servePages(storefront.cloud, 'prod');
  writeLocalJson(storefront.folder, describeLocalCloud(storefront.cloud, 'prod'));
});
afterAll(async () => {
  try {
    expectNoWord();
  } finally {
    await storefront?.stop();
  }
});

async function post(body: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await storefront.postFeedback(body, headers);
  expect(answer.status).toBe(202);
  const { id, statusUrl } = (await answer.json()) as { id: string; statusUrl: string };
  const { origin, pathname, hash } = new URL(statusUrl);
  secrets.push(hash.slice(1));
  const authorization = `Bearer ${hash.slice(1)}`;
  const ask = async (method = 'GET', path = '', sent?: object) => {
    const url = `${origin}${pathname}${path}`;
    const type = { 'content-type': 'application/json' };
    const body = sent === undefined ? null : JSON.stringify(sent);
    return fetch(url, { method, headers: { authorization, ...(sent && type) }, body });
  };
  return { id, ask };
}

/** `afterprod … --local` as a person runs it beside `npm start`. */
async function command(...args: readonly string[]): Promise<string> {
  const { folder } = storefront;
  const env = { AFTERPROD_LOCAL: `${folder}/local.json` };
  const { code, stdout, stderr } = await afterprod([...args, '--local'], env);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

test('what the storefront sends appears in the list of the command, with release and toggles', async () => {
  const page = await (await fetch(`${storefront.apis['storefront']}/`)).text();
  const meta = (name: string) =>
    new RegExp(`<meta name="afterprod-${name}" content="([^"]*)">`).exec(page)?.[1] ?? '';
  const toggles = JSON.parse(meta('toggles').replaceAll('&quot;', '"'));
  const release = meta('release');
  const { id } = await post({
    kind: 'bug',
    message: 'The coffee is cold',
    context: { release, toggles, url: `${storefront.apis['storefront']}/` },
  });
  await storefront.minutes(1);
  const listed = await command('feedback', 'list', '--release', release);
  expect(listed).toContain(`${id}  bug`);
  expect(listed).toContain(`release ${release}`);
  expect(listed).toContain('new-checkout=');
  expect(listed).toContain('The coffee is cold');
});

test('the team reads, answers, ties to a change, ships and erases, and the reporter sees it', async () => {
  const { said, answered, email, key } = MARKS;
  const { id, ask } = await post(
    {
      kind: 'bug',
      message: `${said}: write to ${email}`,
      contact: { email, consent: true },
      context: { url: `https://shop.example/${said}`, errors: [`${said} of ${email}`] },
    },
    { 'idempotency-key': key },
  );
  await storefront.minutes(1);

  const found = await send(`GET /v1/feedback?words=${said}`);
  const mine = found.body.items.find((each: { id: string }) => each.id === id);
  expect(mine).toMatchObject({ text: `${said}: write to [e-mail]` });
  expect((await send(`POST /v1/feedback/${id}/reply`, { text: answered })).status).toBe(200);
  await send(`POST /v1/feedback/${id}/link`, { to: 'octo/shop#12' });
  const read = await send(`GET /v1/feedback/${id}`);
  const planned = `POST /v1/feedback/${id}/status`;
  const etag = { 'if-match': read.headers.get('etag') ?? '' };
  expect((await send(planned, { status: 'planned' })).status).toBe(428);
  expect((await send(planned, { status: 'shipped' }, etag)).status).toBe(200);
  expect((await send(planned, { status: 'declined' }, etag)).status).toBe(412);

  const seen = (await (await ask()).json()) as { status: string; timeline: object[] };
  expect(seen.status).toBe('shipped');
  expect(seen.timeline).toContainEqual(expect.objectContaining({ type: 'reply', text: answered }));
  expect((await ask('POST', '/verdict', { verdict: 'still-broken' })).status).toBe(200);

  const exported = await send(`GET /v1/export?format=csv&words=${said}`);
  expect(exported.text).toContain(`"${id}"`);
  expect(exported.text).not.toContain(email);
  expect((await send('POST /v1/erase', { email: email.toUpperCase() })).body.erased).toBe(1);
  expect((await ask()).status).toBe(404);
  expect((await send(`GET /v1/feedback/${id}`)).status).toBe(404);
});

test('whoever supports may read and answer, and no more; strangers may nothing', async () => {
  const { id } = await post({ kind: 'idea', message: 'Tea, too' });
  await storefront.minutes(1);
  const support = as('support');
  expect((await send('GET /v1/feedback', undefined, {}, support)).status).toBe(200);
  const reply = `POST /v1/feedback/${id}/reply`;
  const answered = await send(reply, { text: 'Tea is coming' }, {}, support);
  expect(answered.body.timeline).toMatchObject([{ who: 'assumed-role/support/ann' }]);
  const refused: [string, object | undefined, ReturnType<typeof as>][] = [
    [`POST /v1/feedback/${id}/status`, { status: 'declined' }, support],
    ['POST /v1/erase', { email: 'ann@example.com' }, support],
    ['GET /v1/export', undefined, support],
    ['GET /v1/feedback', undefined, as('stranger')],
    ['GET /v1/feedback', undefined, { ...as('console'), secretAccessKey: 'guessed' }],
  ];
  for (const [route, body, role] of refused) {
    const answer = await send(route, body, {}, role);
    expect([route, answer.status]).toEqual([route, 403]);
    expect(answer.body).toMatchObject({ type: 'urn:afterprod:problem:forbidden' });
  }
  const unsigned = await fetch(`${storefront.apis['feedback-admin']}/v1/feedback`);
  expect(unsigned.status).toBe(403);
  expect(unsigned.headers.get('access-control-allow-origin')).toBeNull();
  expect((await send(`GET /v1/feedback/${id}`)).body.status).toBe('new');

  const same = await post({ kind: 'idea', message: 'Some leaves in hot water would be great' });
  await storefront.minutes(1);
  const merged = await send(`POST /v1/feedback/${same.id}/merge`, { into: id });
  expect(merged.body).toMatchObject({ topic: id });
});

test('what triage could not work on is worked on by the command, once the cause is mended', async () => {
  const { said, email } = MARKS;
  const receivedAt = new Date(storefront.cloud.clock.now()).toISOString();
  const facts = { receivedAt, kind: 'bug', context: {}, status: 'new', revision: 1 } as const;
  const message = `${said} again: ${email}`;
  const item = feedbackItem({ ...facts, id: 'odd', message, secretHash: 'a hash' });
  const { context: _, ...odd } = item;
  await dynamo('PutItem', { Item: marshall(odd) });
  await storefront.minutes(1);
  const failed = await command('feedback', 'redrive');
  expect(failed).toContain('1 failed again');

  await dynamo('PutItem', { Item: marshall(item) });
  expect(await command('feedback', 'redrive')).toBe('1 triaged in prod.\n');
  const { Item } = await dynamo('GetItem', { Key: marshall(feedbackKey('odd')) });
  expect(unmarshall(Item)).toMatchObject({ text: `${said} again: [e-mail]`, topic: 'odd' });
});

test('what the others could not do is given again by the command, and done', async () => {
  const queueOf = (name: string) => sqs('GetQueueUrl', { QueueName: `storefront-prod-${name}` });
  for (const name of Object.values(FUNCTION_OF)) await queueOf(`${name}-tasks`); // is what the command goes by
  const { QueueUrl } = await queueOf('feedback-mail-dlq');
  await sqs('SendMessage', { QueueUrl, MessageBody: '{"id":"nobody","sk":"CONTACT"}' });
  const redriven = await command('feedback', 'redrive', 'mail');
  expect(redriven).toBe('1 on the way back to feedback-mail in prod.\n');
  await storefront.minutes(1);
  const left = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] };
  const { Attributes } = await sqs('GetQueueAttributes', left);
  expect(Attributes).toEqual({ ApproximateNumberOfMessages: '0' });
});

function sqs(operation: string, input: object) {
  return storefront.cloud.cloud.call('sqs', operation, input, { kind: 'root' });
}

function dynamo(operation: string, input: object) {
  const { cloud } = storefront.cloud;
  const TableName = storefront.tables['feedback'];
  return cloud.call('dynamodb', operation, { TableName, ...input }, { kind: 'root' });
}

test('what is refused, and what fails, is told without a word of it', async () => {
  const { said, email, broken } = MARKS;
  const hostile: (string | object)[] = [
    `{"kind":"bug","message":"${broken}`,
    `{"kind":"bug","message":"${broken}","message":"${broken}"}`,
    { kind: broken, message: broken },
    { kind: 'bug', message: `${broken}\u0000`, [broken]: broken },
    { kind: 'bug', message: broken.repeat(1_000) },
  ];
  for (const body of hostile) {
    expect((await storefront.postFeedback(body)).status).toBeGreaterThanOrEqual(400);
  }
  const headers = { 'idempotency-key': `${broken} is none` };
  expect((await storefront.postFeedback({ kind: 'bug', message: said }, headers)).status).toBe(400);

  const untilMs = storefront.cloud.clock.now() + MINUTE_MS;
  for (const service of ['dynamodb', 'sns']) {
    storefront.cloud.faults.inject({ service, kind: 'outage', untilMs });
  }
  const body = { kind: 'bug', message: said, contact: { email, consent: true } };
  const keyed = { 'idempotency-key': MARKS.key };
  for (const sent of [{}, keyed]) {
    expect((await storefront.postFeedback(body, sent)).status).toBe(503);
  }
  expect((await send(`GET /v1/feedback?words=${said}`)).status).toBe(503);
  expect((await send('POST /v1/erase', { email })).status).toBe(503);
  await storefront.minutes(2);
});

/** No line of a log and no metric of all this holds a word, an address, a key or a secret. */
function expectNoWord(): void {
  const written = storefront.heard.filter(({ kind }) => kind !== 'message' && kind !== 'available');
  const text = JSON.stringify(written);
  const functions = new Set(
    written.flatMap((event) => (event.kind === 'log' ? [event.functionName] : [])),
  );
  for (const name of ['post', 'triage', 'mail', 'admin', 'get', 'verdict']) {
    expect([...functions].join(' ')).toContain(`feedback-${name}`);
  }
  expect(written.some(({ kind }) => kind === 'metric')).toBe(true);
  expect(text).toContain('Request failed'); // faults are told: of an outage
  expect(secrets).toHaveLength(4);
  for (const mark of [...Object.values(MARKS), ...secrets]) expect(text).not.toContain(mark);
}
