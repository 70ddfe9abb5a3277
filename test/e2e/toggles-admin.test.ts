import { callerOf, credentialsOf, type SendAs, withRoles } from '../support/people.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

const OUTAGE_MS = 60_000;
const ROLES = {
  /** May kill, restore and look; nothing else. */
  'on-call': ['POST/v1/toggles/*/kill', 'POST/v1/toggles/*/restore', 'GET/v1/toggles'],
  console: ['*'],
  stranger: [],
};

let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront({ change: withRoles(ROLES) });
});

afterAll(async () => {
  await storefront?.stop();
});

const as = (role: keyof typeof ROLES) => credentialsOf(storefront, role);

const send: SendAs = (...request) => callerOf(storefront, 'toggles-admin', 'console')(...request);

test('an edit of the whole way: read, change what was read, look at the history, take it back', async () => {
  const read = await send('GET /v1/toggles/new-checkout');
  expect(read).toMatchObject({ status: 200, body: { toggle: { state: 'ENABLED' } } });
  const toggle = { ...read.body.toggle, state: 'DISABLED' };
  const etag = read.headers.get('etag') ?? '';

  const put = 'PUT /v1/toggles/new-checkout?why=a%20test';
  expect((await send(put, toggle)).status).toBe(428);
  expect((await send(put, toggle, { 'if-match': etag })).body).toMatchObject({
    serves: { state: 'disabled' },
  });
  const stale = await send(put, toggle, { 'if-match': etag });
  expect(stale.status).toBe(412);
  expect(stale.body.detail).toMatch(/^assumed-role\/console\/ann changed .*a test/);

  const [latest] = (await send('GET /v1/history?limit=1&key=new-checkout')).body.entries;
  expect(latest).toMatchObject({ who: 'assumed-role/console/ann', why: 'a test', kind: 'edit' });
  const { changes } = (await send(`GET /v1/history/${latest.revision}`)).body;
  expect(changes).toMatchObject([{ before: { state: 'ENABLED' }, after: { state: 'DISABLED' } }]);

  const undone = await send('POST /v1/undo', { key: 'new-checkout', why: 'it was a test' });
  expect(undone.body.undone).toMatchObject({ revision: latest.revision });
  expect((await send('GET /v1/toggles/new-checkout')).body.toggle).toEqual(read.body.toggle);
});

test('whoever is on call may kill, and no more', async () => {
  const onCall = as('on-call');
  const kill = 'POST /v1/toggles/new-checkout/kill';
  const killed = await send(kill, { why: 'it burns' }, {}, onCall);
  expect(killed).toMatchObject({
    status: 200,
    body: { serves: { state: 'killed' }, kill: { who: 'assumed-role/on-call/ann' } },
  });
  for (const route of ['POST /v1/toggles/new-checkout/enable', 'GET /v1/document']) {
    const refused = await send(route, undefined, {}, onCall);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      type: 'urn:afterprod:problem:forbidden',
      detail: expect.stringContaining('not authorized to perform: execute-api:Invoke'),
    });
  }
  const restored = await send('POST /v1/toggles/new-checkout/restore', undefined, {}, onCall);
  expect(restored).toMatchObject({ status: 200, body: { serves: { state: 'enabled' } } });
});

test('nobody comes in without a grant, a signature or the right secret', async () => {
  expect((await send('GET /v1/toggles', undefined, {}, as('stranger'))).status).toBe(403);
  const forged = { ...as('console'), secretAccessKey: 'guessed' };
  expect((await send('GET /v1/toggles', undefined, {}, forged)).status).toBe(403);
  const unsigned = await fetch(`${storefront.apis['toggles-admin']}/v1/toggles`);
  expect(unsigned.status).toBe(403);
  expect(unsigned.headers.get('content-type')).toBe('application/problem+json');
  expect(await unsigned.json()).toMatchObject({ type: 'urn:afterprod:problem:forbidden' });
  expect(unsigned.headers.get('access-control-allow-origin')).toBeNull();
});

test('a wrong method is told which there are, a wrong path that there is nothing', async () => {
  const wrong = await send('PATCH /v1/toggles/new-checkout', {});
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('GET, PUT, DELETE');
  expect(await send('GET /v1/togles')).toMatchObject({
    status: 404,
    body: { type: 'urn:afterprod:problem:not_found' },
  });
});

test('all routes of a stage: create, roll out, evaluate, list, lint, export, import, remove', async () => {
  const facts = { owner: 'shop', expires: '2030-01-01', description: 'made by a test' };
  const variants = { on: true, off: false };
  const toggle = { state: 'ENABLED', variants, defaultVariant: 'off', metadata: facts };
  const created = await send('PUT /v1/toggles/e2e', toggle, { 'if-none-match': '*' });
  expect(created.status).toBe(201);
  await send('POST /v1/toggles/e2e/rollout', { percent: 100 });
  await send('POST /v1/toggles/e2e/set', { variant: 'on' });
  await send('POST /v1/toggles/e2e/disable');
  await send('POST /v1/toggles/e2e/enable');
  const context = { targetingKey: 'visitor-1' };
  expect((await send('POST /v1/toggles/e2e/evaluate', { context })).body).toMatchObject({
    value: true,
  });
  const { toggles } = (await send('GET /v1/toggles')).body;
  expect(toggles).toContainEqual(expect.objectContaining({ key: 'e2e', metadata: facts }));

  const exported = await send('GET /v1/document');
  expect((await send('POST /v1/lint', exported.body)).body).toEqual({ findings: [] });
  const headers = { 'if-match': exported.headers.get('etag') ?? '' };
  const removed = await send('DELETE /v1/toggles/e2e?why=done', undefined, headers);
  expect(removed.status).toBe(200);
  expect((await send('GET /v1/toggles/e2e')).status).toBe(404);
  expect((await send('PUT /v1/document', exported.body)).status).toBe(200);
  expect((await send('GET /v1/toggles/e2e')).body.toggle).toEqual(exported.body.flags.e2e);
});

test('while DynamoDB is down nothing is half done, and the caller hears when to come back', async () => {
  const before = (await send('GET /v1/history?limit=1')).body;
  const { clock, faults } = storefront.cloud;
  faults.inject({ service: 'dynamodb', kind: 'outage', untilMs: clock.now() + OUTAGE_MS });
  for (const route of ['enable', 'kill', 'evaluate'].map((act) => `POST /v1/toggles/e2e/${act}`)) {
    const answer = await send(route, {});
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
  }
  await clock.advance(OUTAGE_MS);
  expect((await send('GET /v1/history?limit=1')).body).toEqual(before);
});
