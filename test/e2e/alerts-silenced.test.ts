import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Mail } from '../../local/page/mailbox.ts';
import { servePages } from '../../local/page/pages.ts';
import { describeLocalCloud, localJsonIn, writeLocalJson } from '../../local/start/local-json.ts';
import { afterprod } from '../support/afterprod.ts';
import { mailWithin } from '../support/mail-within.ts';
import { type Storefront, startStorefront } from '../support/storefront.ts';

interface Told {
  readonly type: string;
  readonly data: { readonly alert: Record<'id' | 'service' | 'status', string> };
}

interface Post {
  readonly id: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly told: Told;
  readonly atMs: number;
}

let storefront: Storefront;
let receiver: Server;
let posts: readonly Post[] = [];
/** What the receiver says to tests of its route, the first first; then 200. */
let answers: readonly number[] = [];

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const headers = request.headers as Record<string, string>;
    const body = Buffer.concat(await request.toArray()).toString();
    const told: Told = JSON.parse(body);
    const id = headers['webhook-id'] ?? '';
    posts = [...posts, { id, headers, body, told, atMs: storefront.cloud.clock.now() }];
    const [answer = 200, ...later] = isOfTest(told) ? answers : [];
    if (isOfTest(told)) answers = later;
    response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  storefront = await startStorefront();
  servePages(storefront.cloud, 'prod'); // by which the command knows that it runs
  writeLocalJson(storefront.folder, describeLocalCloud(storefront.cloud, 'prod'));
  await storefront.minutes(2); // the router tells its routes
  const { port } = receiver.address() as AddressInfo;
  await command('connect', 'hook', '--url', `http://127.0.0.1:${port}/hook`);
});

beforeEach(() => {
  posts = [];
  answers = [];
});

afterAll(async () => {
  await storefront.stop();
  await new Promise((resolve) => receiver.close(resolve));
});

test('a muted storefront pages nobody until the silence ends, then once; it is over when it is mended, though its objective is still missed', async () => {
  await command('mute', 'storefront', '8m', '--because', 'the warehouse moves');
  await storefront.minutes(1);
  await storefront.switchToggle('storefront-failing', 'on');
  await storefront.minutes(7);
  const states = await alarmStates();
  expect(states).toContain('probe-page-availability ALARM');
  expect(await pages()).toEqual([]);
  expect(posts).toEqual([]);

  await storefront.minutes(3);
  const [trigger, ...others] = await pages();
  expect(others).toEqual([]);
  expect(trigger?.subject).toMatch(/^\[page\] storefront prod: /);
  expect(trigger?.body).toContain('storefront-failing');

  await storefront.switchToggle('storefront-failing', 'off');
  const end = await mailWithin(12, storefront, ({ subject }) => /resolved/.test(subject));
  expect(await alarmStates()).toContain('slo-page-burn-14-4-1h ALARM');
  expect(end?.subject).toMatch(
    /^\[resolved\] storefront prod: probe-\w+-availability and 1 more are over$/,
  );
  expect(end?.body).not.toContain('Fires:');
  expect(end?.body).toMatch(/\nEnds later by itself .*:\n- slo-page-page /);
  await storefront.minutes(1);
  const types = posts.filter(({ told }) => told.data.alert.service === 'storefront');
  expect(types.map(({ told }) => told.type).filter((type) => type !== 'alert.updated')).toEqual([
    'alert.triggered',
    'alert.resolved',
  ]);
}, 90_000);

test('after a rotation the next webhook is verified by the key before and by the new one', async () => {
  const before = await key();
  await command('rotate', 'hook', '--yes');
  const after = await key();
  expect(after).not.toBe(before);
  await storefront.minutes(5); // so long a key is kept
  await tried();
  const [post] = ofTest();
  expect(post && [verifies(post, before), verifies(post, after)]).toEqual([true, true]);
  await resolved();
}, 60_000);

test('a receiver that is down for a moment hears of it under one id, and the list says that it was told', async () => {
  answers = [503, 503];
  expect(await tried()).toMatchObject({ code: 0 });
  const trigger = ofTest();
  expect(trigger).toHaveLength(3);
  expect(new Set(trigger.map(({ id }) => id)).size).toBe(1);
  expect(new Set(trigger.map(({ body }) => body)).size).toBe(1);
  expect(await standings(trigger[0])).toEqual([
    expect.objectContaining({ route: 'hook', state: 'told' }),
  ]);
  await resolved();
}, 60_000);

test('what a receiver refuses is given up, is a page, and goes out again under its id', async () => {
  answers = [400];
  expect(await tried()).toMatchObject({ code: 1, stderr: expect.stringContaining('400') });
  const [refused] = ofTest();
  expect(await standings(refused)).toMatchObject([{ route: 'hook', state: 'dead' }]);
  const isPage = ({ to, subject }: Mail) =>
    to === 'oncall@example.com' && subject.includes('alerts-deliveries-dlq');
  expect(await mailWithin(5, storefront, isPage)).toBeDefined();

  await command('redrive', refused?.told.data.alert.id ?? '');
  await resolved();
  const again = ofTest().filter(({ told }) => told.data.alert.status !== 'resolved');
  expect(again.map(({ id }) => id)).toEqual([refused?.id, refused?.id]);
}, 60_000);

function run(...args: readonly string[]) {
  const env = { AFTERPROD_LOCAL: localJsonIn(storefront.folder) };
  return afterprod(['alerts', '--local', ...args], env);
}

async function command(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** `alerts test hook`, while time passes. */
async function tried() {
  let isOver = false;
  const outcome = run('test', 'hook').finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await storefront.cloud.clock.advance(5_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return outcome;
}

/** Whatever was told of a test's alert is told to be over: the next test begins with none. */
async function resolved(): Promise<void> {
  for (let minutes = 0; minutes < 8; minutes += 1) {
    if (ofTest().some(({ told }) => told.data.alert.status === 'resolved')) return;
    await storefront.minutes(1);
  }
  throw new Error('no end of the test was told');
}

async function key(): Promise<string> {
  return JSON.parse(await command('key', 'hook', '--json')).key;
}

async function standings(post: Post | undefined): Promise<unknown> {
  const { alerts } = JSON.parse(await command('list', '--json'));
  const id = post?.told.data.alert.id;
  return alerts.find((alert: { id: string }) => alert.id === id)?.routes;
}

function isOfTest({ data }: Told): boolean {
  return data.alert.service === 'test:hook';
}

function ofTest(): readonly Post[] {
  return posts.filter(({ told }) => isOfTest(told));
}

/** As any receiver would find, by a clock that goes as the cloud's. */
function verifies({ headers, body, atMs }: Post, secret: string): boolean {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(atMs);
  try {
    return new Webhook(secret).verify(body, headers) !== undefined;
  } finally {
    clock.mockRestore();
  }
}

async function pages(): Promise<readonly Mail[]> {
  return (await storefront.mailbox()).filter(
    ({ to, body }) => to === 'oncall@example.com' && /storefront/.test(body),
  );
}

async function alarmStates(): Promise<readonly string[]> {
  const { MetricAlarms } = await storefront.cloud.cloud.call(
    'cloudwatch',
    'DescribeAlarms',
    {},
    { kind: 'root' },
  );
  return MetricAlarms.map(
    ({ AlarmName, StateValue }: Record<string, string>) =>
      `${AlarmName?.replace('storefront-prod-', '')} ${StateValue}`,
  );
}
