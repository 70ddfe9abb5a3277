import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Stage } from '../../local/assembly.ts';
import { MINUTE_MS, type Storefront, startStorefront } from '../support/storefront.ts';
import { wholeProblem } from '../support/whole-problem.ts';

// An hour of driven time has sixty probe runs in it, by real processes.
jest.setTimeout(60_000);

const BUG = {
  kind: 'bug',
  message: 'The basket forgets its content.',
  context: { url: 'https://shop.example.com/basket?token=1', toggles: { 'new-checkout': 'on' } },
};

describe('posted to the local cloud', () => {
  let storefront: Storefront;

  beforeAll(async () => {
    storefront = await startStorefront();
  });
  afterAll(() => storefront.stop());

  test('is stored with the current release, and the team is told', async () => {
    const response = await storefront.postFeedback(BUG);
    expect(response.status).toBe(202);
    const { id } = (await response.json()) as { id: string };
    await storefront.minutes(1);

    const items = await itemsOf(storefront);
    const stored = items.find(({ pk, sk }) => pk?.S === `FEEDBACK#${id}` && sk?.S === 'FEEDBACK');
    expect(stored).toMatchObject({ text: { S: 'The basket forgets its content.' } });
    expect(stored).not.toHaveProperty('message');
    expect(JSON.stringify(items)).not.toContain('token=1');
    const notices = (await storefront.mailbox()).filter(({ body }) => body.includes(id));
    expect(notices.map(({ to }) => to)).toEqual(['team@example.com']);
  });

  test.each([
    ['bad JSON', '{"kind":', {}, 400],
    ['a wrong type', { ...BUG, message: 7 }, {}, 400],
    ['an unknown key', { ...BUG, admin: true }, {}, 400],
    ['a prototype key', '{"kind":"bug","message":"x","__proto__":{"a":1}}', {}, 400],
    ['nothing', '', {}, 400],
    ['over 16 kB', { ...BUG, message: 'x'.repeat(17_000) }, {}, 413],
    ['a form', 'kind=bug', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no key', BUG, { 'x-api-key': '' }, 403],
  ])('%s is refused as a problem, and nothing is stored', async (_, body, headers, status) => {
    const before = await storedIds(storefront);
    const response = await storefront.postFeedback(body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status });
    expect(await storedIds(storefront)).toEqual(before);
  });

  test.each([
    ['constructor', 202],
    ['toString', 202],
    ['hasOwnProperty', 202],
    ['valueOf', 202],
    ['__proto__', 400],
  ])('the toggle key %s makes no 5xx', async (key, status) => {
    const body = `{"kind":"bug","message":"x","context":{"toggles":{"${key}":"a"}}}`;
    expect((await storefront.postFeedback(body)).status).toBe(status);
  });

  test("no visitor's word is in any log", async () => {
    const word = 'xylophone-in-the-basket';
    await storefront.postFeedback({ ...BUG, message: word });
    await storefront.minutes(1);
    const logs = storefront.heard.filter(({ kind }) => kind === 'log' || kind === 'metric');
    expect(JSON.stringify(logs)).not.toContain(word);
  });
});

describe('while DynamoDB is down', () => {
  let storefront: Storefront;

  beforeAll(async () => {
    storefront = await startStorefront();
  });
  afterAll(() => storefront.stop());

  test('a visitor is asked to come back, and nothing is half-written', async () => {
    bringDown(storefront, 'dynamodb', 1);
    const response = await storefront.postFeedback(BUG);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBeTruthy();

    await storefront.minutes(2);
    expect((await storefront.postFeedback(BUG)).status).toBe(202);
    expect(await storedIds(storefront)).toHaveLength(1);
  });
});

describe('while SNS is down, or DynamoDB or Lambda throttle', () => {
  let storefront: Storefront;

  beforeAll(async () => {
    storefront = await startStorefront();
  });
  afterAll(() => storefront.stop());

  test('a notice is tried again, and none is lost', async () => {
    bringDown(storefront, 'sns', 5);
    const response = await storefront.postFeedback(BUG);
    const { id } = (await response.json()) as { id: string };
    await storefront.minutes(3);
    expect(await noticesOf(storefront, id)).toBe(0);
    for (let waited = 0; waited < 60 && (await noticesOf(storefront, id)) === 0; waited += 5) {
      await storefront.minutes(5); // an hour at most: each minute costs
    }
    expect(await noticesOf(storefront, id)).toBe(1);
  });

  test('a caller is asked to come back where no more functions may run (reservedConcurrency is small)', async () => {
    const { clock, faults } = storefront.cloud;
    faults.inject({ service: 'lambda', kind: 'throttle', untilMs: clock.now() + 1_000 });
    const refused = await storefront.postFeedback(BUG);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toEqual(wholeProblem(503, 'unavailable'));
    await clock.advance(1_000);
    expect((await storefront.postFeedback(BUG)).status).toBe(202);
  });

  test('a caller is asked to come back, and nothing is kept', async () => {
    const { clock, faults } = storefront.cloud;
    const before = await storedIds(storefront);
    const headers = { 'idempotency-key': 'throttled-and-sent-again' };
    const sent = { ...BUG, contact: { email: 'ann@example.com', consent: true } };
    faults.inject({ service: 'dynamodb', kind: 'throttle', untilMs: clock.now() + 1_000 });
    const refused = await storefront.postFeedback(sent, headers);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('5');
    await clock.advance(1_000);
    expect(await storedIds(storefront)).toEqual(before);
    expect((await storefront.postFeedback(sent, headers)).status).toBe(202);
    expect(await storedIds(storefront)).toHaveLength(before.length + 1);
  });
});

describe('without its grant', () => {
  test('AccessDenied names role, action and table, and the visitor gets no detail', async () => {
    const storefront = await startStorefront({
      change: withoutGrantsOf('feedback', 'dynamodb:PutItem'),
    });
    try {
      const response = await storefront.postFeedback(BUG);
      expect(response.status).toBeGreaterThanOrEqual(500);
      expect(await response.text()).not.toContain('arn:aws');
      const denials = storefront.heard.filter(({ kind }) => kind === 'denied');
      expect(JSON.stringify(denials)).toMatch(
        /assumed-role\/\S*[Ff]eedback\S* is not authorized to perform: dynamodb:\w+ on resource: arn:aws:dynamodb:\S+table\/storefront-prod-/,
      );
    } finally {
      await storefront.stop();
    }
  });
});

function bringDown({ cloud }: Storefront, service: string, minutes: number): void {
  const untilMs = cloud.clock.now() + minutes * MINUTE_MS;
  cloud.faults.inject({ service, kind: 'outage', untilMs });
}

/** Which feedback is kept, whatever triage has made of it by now. */
async function storedIds(storefront: Storefront) {
  const items = await itemsOf(storefront);
  return items.flatMap(({ pk, sk }) => (sk?.S === 'FEEDBACK' ? [pk?.S] : [])).sort();
}

async function itemsOf({ cloud, tables }: Storefront): Promise<Record<string, AttributeValue>[]> {
  const { Items } = await cloud.cloud.call(
    'dynamodb',
    'Scan',
    { TableName: tables['feedback'] },
    { kind: 'root' },
  );
  return Items;
}

async function noticesOf(storefront: Storefront, id: string): Promise<number> {
  return (await storefront.mailbox()).filter(({ body }) => body.includes(id)).length;
}

/** The same stage, but no policy in the stack of `noun` allows an action that starts with `action`. */
function withoutGrantsOf(noun: string, action: string): (stage: Stage) => Stage {
  return (stage) => ({
    ...stage,
    stacks: stage.stacks.map((stack) =>
      stack.name.endsWith(`-${noun}`)
        ? { ...stack, template: JSON.parse(JSON.stringify(stack.template), dropping(action)) }
        : stack,
    ),
  });
}

function dropping(action: string) {
  return (key: string, value: unknown) =>
    key === 'Statement' && Array.isArray(value)
      ? value.filter((statement) => !JSON.stringify(statement.Action ?? '').includes(action))
      : value;
}
