import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Storefront, startStorefront } from '../support/storefront.ts';
import { wholeProblem } from '../support/whole-problem.ts';

jest.setTimeout(60_000);

const BUG = { kind: 'bug', message: 'Pay does nothing' };
const TEXT = JSON.stringify(BUG);
const JSON_TYPE = { 'content-type': 'application/json' };

let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront();
});
afterAll(async () => {
  await expectNoFault().finally(() => storefront.stop());
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

interface Answered {
  readonly status: number;
  readonly type: string | undefined;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** Sends what `fetch` would mend or refuse: bytes as they are, a body with GET, no content type. */
function send({ method = 'POST', path = '/v1/feedback', headers = JSON_TYPE, body = TEXT }: Sent) {
  const url = new URL(`${storefront.apis['feedback']}${path}`);
  const key = { 'x-api-key': storefront.keys['feedback'] ?? '' };
  return new Promise<Answered>((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const all = { ...key, ...length, ...headers };
    const sent = request(url, { method, headers: all }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'],
          retryAfter: answer.headers['retry-after'],
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Little endian: three of four bytes are NUL. */
function utf32(text: string): Buffer {
  return Buffer.from(Uint32Array.from(text, (character) => character.charCodeAt(0)).buffer);
}

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const inContext = (json: string) => `{"kind":"bug","message":"x","context":${json}}`;

test.each<[string, Sent, number]>([
  ['no content type', { headers: {} }, 415],
  ['an empty content type', { headers: { 'content-type': '' } }, 415],
  ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
  ['text', { headers: { 'content-type': 'text/plain' } }, 415],
  ['XML', { headers: { 'content-type': 'application/xml' }, body: '<a/>' }, 415],
  ['a JSON of another kind', { headers: { 'content-type': 'application/ld+json' } }, 415],
  ['two content types', { headers: { 'content-type': 'application/json, text/plain' } }, 415],
  ['another charset', { headers: { 'content-type': 'application/json; charset=utf-16' } }, 415],
  [
    'gzip, which the gateway takes for broken JSON',
    { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(TEXT) },
    400,
  ],
  ...['deflate', 'br', 'identity, gzip', 'x'].map((encoding): [string, Sent, number] => [
    `the content encoding ${encoding}`,
    { headers: { ...JSON_TYPE, 'content-encoding': encoding } },
    415,
  ]),
  ['parts', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }, 415],
  ['UTF-32', { body: utf32(TEXT) }, 400],
  ['UTF-16', { body: Buffer.from(TEXT, 'utf16le') }, 400],
  ['a byte order mark', { body: `\ufeff${TEXT}` }, 400],
  ['broken UTF-8', { body: Buffer.from('{"kind":"bug","message":"\xff\xfe"}', 'latin1') }, 202],
  ['bad JSON', { body: '{"kind":"bug",' }, 400],
  ['nothing', { body: '' }, 400],
  ['null', { body: 'null' }, 400],
  ['a number', { body: '7' }, 400],
  ['a key twice', { body: '{"kind":"bug","kind":"idea","message":"x"}' }, 400],
  ['a key twice inside', { body: inContext('{"toggles":{"a":"on","a":"off"}}') }, 400],
  [
    'a key twice, spelt in two ways',
    { body: '{"kind":"bug","message":"x","m\\u0065ssage":"y"}' },
    400,
  ],
  ['a prototype', { body: inContext('{"toggles":{"__proto__":"on"}}') }, 400],
  ['deep nesting', { body: inContext(deep(7_000)) }, 400],
  ['a list of 100,000', { body: inContext(`[${'0,'.repeat(99_999)}0]`) }, 413],
  ['a number beyond all', { body: inContext('{"viewport":{"width":1e999,"height":1}}') }, 400],
  ['one byte too much', { body: TEXT.padEnd(16_385) }, 413],
  ['as many bytes as may be', { body: TEXT.padEnd(16_384) }, 202],
  [
    'letters that no header has',
    { headers: { ...JSON_TYPE, 'idempotency-key': '\u00fc'.repeat(16) } },
    400,
  ],
  [
    'letters of another script as bytes',
    { headers: { ...JSON_TYPE, 'idempotency-key': Buffer.from('ключ').toString('latin1') } },
    400,
  ],
  [
    'a key of spaces',
    { headers: { ...JSON_TYPE, 'idempotency-key': 'a key that is long enough' } },
    400,
  ],
  ['a body with GET', { method: 'GET' }, 405],
  ['PUT', { method: 'PUT' }, 405],
  ['PATCH', { method: 'PATCH', headers: { 'content-type': 'text/plain' } }, 405],
  ['a route that is none', { path: '/v1/feedbacks' }, 404],
  ['a body with GET of a secret item', { method: 'GET', path: '/v1/feedback/x' }, 401],
  ['a body with GET of the changes', { method: 'GET', path: '/v1/changes' }, 200],
])('%s', async (_, sent, expected) => {
  const { status, type, text } = await send(sent);
  expect(status).toBe(expected);
  if (status < 400) return;
  expect(type).toBe('application/problem+json');
  expect(JSON.parse(text)).toMatchObject(wholeProblem(expected));
});

test('twenty posts at once under one key are one', async () => {
  const headers = { ...JSON_TYPE, 'idempotency-key': 'raced-by-twenty-posts' };
  const before = await countFeedback();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send({ headers })));
  const kept = answers.filter(({ status }) => status === 202);
  expect(answers.every(({ status }) => status === 202 || status === 409)).toBe(true);
  expect(new Set(kept.map(({ text }) => text)).size).toBe(1);
  const late = await send({ headers });
  expect(late.text).toBe(kept[0]?.text);
  expect(await countFeedback()).toBe(before + 1);
  expect((await send({ headers, body: TEXT.replace('Pay', 'Buy') })).status).toBe(422);
});

async function countFeedback(): Promise<number> {
  const { cloud, tables } = storefront;
  const input = { TableName: tables['feedback'] };
  const { Items } = await cloud.cloud.call('dynamodb', 'Scan', input, { kind: 'root' });
  return (Items as { sk: { S: string } }[]).filter(({ sk }) => sk.S === 'FEEDBACK').length;
}

/** An alarm watches 5xx, and the function's errors: neither may have seen any of this. */
async function expectNoFault(): Promise<void> {
  await storefront.minutes(2);
  const raised = storefront.heard.flatMap((event) =>
    event.kind === 'alarm' && event.to === 'ALARM' ? [event.alarmName] : [],
  );
  expect(raised.filter((name) => /feedback|errors/.test(name))).toEqual([]);
}
