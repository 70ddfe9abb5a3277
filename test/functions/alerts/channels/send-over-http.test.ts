import { Webhook } from 'standardwebhooks';
import type { Answer, Posted } from '../../../../functions/alerts/channels/post.ts';
import { parseRouteSecret } from '../../../../functions/alerts/channels/route-secret.ts';
import {
  type HttpChannel,
  sendOverHttp,
} from '../../../../functions/alerts/channels/send-over-http.ts';
import type { PendingMessage } from '../../../../functions/alerts/delivery.ts';

const KEY = 'A'.repeat(44);
const OLD_KEY = 'B'.repeat(44);
const URL_TEXT = 'https://hooks.example.com/a?b=c';
const WEBHOOK: HttpChannel = { channel: 'webhook', secretId: 's' };
const MESSAGE: PendingMessage = {
  id: 'alert_hook_1',
  kind: 'trigger',
  revision: 1,
  severity: 'page',
  body: '{"event_action":"trigger"}',
  attempts: 1,
  nextAttemptAt: '2026-11-23T09:00:00.000Z',
};

/** Sends one message while the secret holds these texts, one after the other; `null`: it cannot be read. */
async function send(
  channel: HttpChannel,
  secrets: readonly (object | string | null)[],
  statuses: readonly number[] = [200],
) {
  const posted: Posted[] = [];
  const texts = secrets.map((text) =>
    typeof text === 'object' && text ? JSON.stringify(text) : text,
  );
  let reads = 0;
  const read = async () => {
    const text = texts[Math.min(reads++, texts.length - 1)] ?? null;
    if (text === null) throw new ReferenceError('arn:aws:secretsmanager:… is denied');
    return parseRouteSecret(text, JSON.stringify({ key: OLD_KEY }));
  };
  const post = async (request: Posted): Promise<Answer> => {
    posted.push(request);
    return { kind: 'answered', status: statuses[posted.length - 1] ?? 200 };
  };
  const tools = { secrets: { read, readAgain: read }, post, now: () => Date.now() };
  return { result: await sendOverHttp(channel, MESSAGE, tools), posted };
}

test('a webhook is signed with the key of now and with the one before', async () => {
  const { result, posted } = await send(WEBHOOK, [{ url: URL_TEXT, key: KEY }]);
  expect(result).toEqual({ kind: 'told' });
  const [{ url, headers = {}, body = '' } = {}] = posted;
  expect(url?.href).toBe(URL_TEXT);
  for (const key of [KEY, OLD_KEY]) {
    expect(() => new Webhook(`whsec_${key}`).verify(body, { ...headers })).not.toThrow();
  }
});

test('an address in the settings goes before the one in the secret', async () => {
  const channel = { ...WEBHOOK, url: 'https://other.example.com/' };
  const { posted } = await send(channel, [{ url: URL_TEXT, key: KEY }]);
  expect(posted[0]?.url.hostname).toBe('other.example.com');
});

test.each([
  ['slack', { url: '' }],
  ['teams', {}],
  ['webhook', ''],
] as const)(
  '%s without an address is not connected, which is no failure',
  async (channel, secret) => {
    const { result, posted } = await send({ channel, secretId: 's' }, [secret]);
    expect(result).toEqual({ kind: 'unconnected' });
    expect(posted).toEqual([]);
  },
);

test.each([
  ['us', 'events.pagerduty.com'],
  ['eu', 'events.eu.pagerduty.com'],
] as const)("PagerDuty's key is put in when it is sent: %s", async (region, host) => {
  const channel = { channel: 'pagerduty', secretId: 's', region } as const;
  const { posted } = await send(channel, [{ routingKey: 'R1' }], [202]);
  expect(posted[0]?.url.href).toBe(`https://${host}/v2/enqueue`);
  expect(JSON.parse(posted[0]?.body ?? '')).toEqual({
    routing_key: 'R1',
    event_action: 'trigger',
  });
  expect((await send(channel, [{ routingKey: '' }])).result).toEqual({ kind: 'unconnected' });
});

test.each([401, 403, 404, 410])(
  '%d: the secret is read again, and where it was changed the new address is tried',
  async (status) => {
    const changed = { url: 'https://new.example.com/', key: KEY };
    const { result, posted } = await send(
      WEBHOOK,
      [{ url: URL_TEXT, key: KEY }, changed],
      [status],
    );
    expect(result).toEqual({ kind: 'told' });
    expect(posted.map(({ url }) => url.hostname)).toEqual(['hooks.example.com', 'new.example.com']);
  },
);

test('where it is the same, the answer holds', async () => {
  const { result, posted } = await send(WEBHOOK, [{ url: URL_TEXT, key: KEY }], [404]);
  expect(result).toMatchObject({ kind: 'failed', mayRetry: false, why: 'it answered 404' });
  expect(posted).toHaveLength(1);
});

test.each([
  ['is not JSON', 'https://hooks.example.com/', 'is not JSON'],
  ['holds other things', { url: 5 }, 'is not JSON of texts'],
  ['has a key that is none', { url: URL_TEXT, key: 'short' }, 'rotate it'],
  ['has no key', { url: URL_TEXT }, 'nothing is sent unsigned'],
  ['cannot be read', null, 'could not be read (ReferenceError)'],
])('a secret that %s: nothing is sent, and it is tried again', async (_, secret, why) => {
  const { result, posted } = await send(WEBHOOK, [secret]);
  expect(result).toMatchObject({ kind: 'failed', mayRetry: true });
  expect('why' in result ? result.why : '').toContain(why);
  expect(JSON.stringify(result)).not.toMatch(/example|short|arn:/);
  expect(posted).toEqual([]);
});

test.each(['http://hooks.example.com/', 'ftp://example.com/', 'hooks', 'http://127.evil.example/'])(
  '%s is no address that alerts are sent to',
  async (url) => {
    const { result, posted } = await send(WEBHOOK, [{ url, key: KEY }]);
    expect(result).toMatchObject({ kind: 'failed', mayRetry: false });
    expect(posted).toEqual([]);
  },
);
