import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import { createManualClock } from '../../../../local/driven-clock.ts';
import { type BucketCloud, bucket, roleWith, startBuckets } from '../../../support/bucket.ts';

const PAGE = 'https://shop.example';
const CORS = {
  CorsRules: [
    { AllowedOrigins: [PAGE], AllowedMethods: ['POST'], AllowedHeaders: ['x-*'], MaxAge: 60 },
  ],
};
const RESOURCES = {
  Quarantine: bucket('quarantine', { CorsConfiguration: CORS }),
  Clean: bucket('clean'),
  Poster: roleWith('poster', 's3:PutObject', 'arn:aws:s3:::quarantine/a/*'),
};

let cloud: BucketCloud;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 's3-post-'));
  const clock = createManualClock(Date.now()); // the SDK dates a form by the real time
  cloud = await startBuckets(RESOURCES, { dataDir, clock });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
afterEach(() => cloud.faults.clear());

interface PostOptions {
  readonly key?: string;
  readonly role?: string;
  readonly fields?: Record<string, string>;
  readonly conditions?: Parameters<typeof createPresignedPost>[1]['Conditions'];
}

/** A form as the API of this project makes it: one key, one type, up to 20 bytes, good for a minute. */
function presign({ key = 'a/1', role = 'poster', fields, conditions }: PostOptions = {}) {
  return createPresignedPost(cloud.as(role), {
    Bucket: 'quarantine',
    Key: key,
    Fields: fields ?? { 'Content-Type': 'image/png' },
    Conditions: conditions ?? [['content-length-range', 1, 20]],
    Expires: 60,
  });
}

interface Sent {
  readonly file?: Blob | string | undefined;
  readonly fields?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

async function send({ url, fields }: PresignedPost, sent: Sent = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...sent.fields }))
    form.append(name, value);
  const file = 'file' in sent ? sent.file : new Blob(['pixels']);
  if (file !== undefined) form.append('file', file as never);
  return read(await fetch(url, { method: 'POST', body: form, headers: sent.headers ?? {} }));
}

async function read(response: Response) {
  const text = await response.text();
  const of = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1];
  const { status, headers } = response;
  return { status, headers, text, code: of('Code'), message: of('Message') };
}

const stored = async (Key: string) => {
  const got = await cloud.s3.send(new GetObjectCommand({ Bucket: 'quarantine', Key }));
  return {
    type: got.ContentType,
    text: await got.Body?.transformToString(),
    metadata: got.Metadata,
  };
};
const keys = async () => {
  const { Contents = [] } = await cloud.s3.send(new ListObjectsV2Command({ Bucket: 'quarantine' }));
  return Contents.map(({ Key }) => Key);
};

describe('a presigned form', () => {
  test('stores the file with what its fields say', async () => {
    const fields = { 'Content-Type': 'image/png', 'x-amz-meta-tenant': 'shop' };
    const answer = await send(await presign({ key: 'a/stored', fields }));
    expect(answer.status).toBe(204);
    expect(answer.headers.get('location')).toBe(`${cloud.endpoint}/quarantine/a/stored`);
    expect(await stored('a/stored')).toEqual({
      type: 'image/png',
      text: 'pixels',
      metadata: { tenant: 'shop' },
    });
  });

  test.each([
    ['200', 200, ''],
    ['201', 201, '<Key>a/1</Key>'],
    ['999', 204, ''],
  ])('with success_action_status %s is answered %i', async (wanted, status, part) => {
    const fields = { success_action_status: wanted };
    const answer = await send(await presign({ fields }));
    expect(answer).toMatchObject({ status, text: expect.stringContaining(part) });
  });

  test('may let the file name itself', async () => {
    const post = await presign({ key: `a/$${'{filename}'}`, fields: {} });
    const answer = await send(post, { file: new File(['x'], 'my $& ä.png') });
    expect(answer.status).toBe(204);
    expect(await keys()).toContain('a/my $& ä.png');
  });

  test('what comes after the file does not count', async () => {
    const { url, fields } = await presign({ key: 'a/after' });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['x']));
    form.append('key', 'a/other');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
    expect(await keys()).not.toContain('a/other');
  });
});

describe('is refused and stores nothing:', () => {
  let before: unknown;
  beforeEach(async () => {
    before = await keys();
  });
  afterEach(async () => expect(await keys()).toEqual(before));

  const refusedPost = { key: 'a/refused' };

  test.each<[string, Sent, number, string, string]>([
    ['a file too large', { file: 'x'.repeat(21) }, 400, 'EntityTooLarge', 'maximum allowed size'],
    ['an empty file', { file: '' }, 400, 'EntityTooSmall', 'minimum allowed size'],
    ['no file', { file: undefined }, 400, 'InvalidArgument', 'exactly one file'],
    ['another key', { fields: { key: 'a/x' } }, 403, 'AccessDenied', '["eq","$key","a/refused"]'],
    [
      'another type',
      { fields: { 'Content-Type': 'text/html' } },
      403,
      'AccessDenied',
      '$content-type',
    ],
    [
      'a field of one’s own',
      { fields: { acl: 'public-read' } },
      403,
      'AccessDenied',
      'Extra input fields: acl',
    ],
    [
      'a policy of one’s own',
      { fields: { Policy: Buffer.from('{}').toString('base64') } },
      403,
      'SignatureDoesNotMatch',
      'does not match',
    ],
    [
      'another signature',
      { fields: { 'X-Amz-Signature': 'f'.repeat(64) } },
      403,
      'SignatureDoesNotMatch',
      '',
    ],
    [
      'a stranger’s key',
      { fields: { 'X-Amz-Credential': 'AKIA/20261123/eu-west-1/s3/aws4_request' } },
      403,
      'InvalidAccessKeyId',
      '',
    ],
    [
      'no session token',
      { fields: { 'X-Amz-Security-Token': 'guessed' } },
      403,
      'InvalidAccessKeyId',
      '',
    ],
    [
      'an algorithm of old',
      { fields: { 'X-Amz-Algorithm': 'HMAC' } },
      400,
      'InvalidArgument',
      'AWS4-HMAC-SHA256',
    ],
    [
      'far too many fields',
      { fields: { 'x-ignore-a': 'x'.repeat(20_000) } },
      400,
      'MaxPostPreDataLengthExceeded',
      '',
    ],
    [
      'more than the front takes',
      { file: new Blob([new Uint8Array(17 * 1024 * 1024)]) },
      400,
      'EntityTooLarge',
      '',
    ],
  ])('%s', async (_, sent, status, code, message) => {
    const answer = await send(await presign(refusedPost), sent);
    expect(answer).toMatchObject({ status, code });
    expect(answer.message?.replaceAll('&quot;', '"')).toContain(message);
    expect(answer.headers.get('content-type')).toBe('application/xml');
  });

  test('a form whose time is over, in driven time', async () => {
    const later = await startBuckets(RESOURCES, { clock: createManualClock(Date.now() + 61_000) });
    try {
      const own = await createPresignedPost(later.s3, {
        Bucket: 'quarantine',
        Key: 'k',
        Expires: 60,
      });
      expect(await send(own)).toMatchObject({
        status: 403,
        message: 'Invalid according to Policy: Policy expired.',
      });
    } finally {
      await later.stop();
    }
  });

  test('a form for another bucket', async () => {
    const { url, fields } = await presign(refusedPost);
    const elsewhere = (name: string) => send({ url: url.replace('quarantine', name), fields });
    expect(await elsewhere('clean')).toMatchObject({ code: 'AccessDenied', status: 403 });
    expect(await elsewhere('nowhere')).toMatchObject({ code: 'NoSuchBucket', status: 404 });
  });

  test('a form of a role that may not put there', async () => {
    const answer = await send(await presign({ key: 'b/1' }));
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(answer.message).toContain('s3:PutObject on resource: arn:aws:s3:::quarantine/b/1');
  });

  test('a field that is not emulated, by its name', async () => {
    const post = await presign({ ...refusedPost, fields: { acl: 'private' } });
    expect(await send(post)).toMatchObject({
      status: 501,
      message: expect.stringContaining('acl'),
    });
  });

  test('an upload in an outage, and when S3 is throttled', async () => {
    const post = await presign(refusedPost);
    const untilMs = cloud.clock.now() + 1000;
    cloud.faults.inject({ service: 's3', kind: 'outage', operation: 'PutObject', untilMs });
    expect(await send(post)).toMatchObject({ status: 503, code: 'ServiceUnavailable' });
  });

  test.each([
    [
      'a form without a signature',
      '--b\r\ncontent-disposition: form-data; name="key"\r\n\r\nk\r\n--b\r\ncontent-disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n',
      403,
      'AccessDenied',
    ],
    [
      'no key',
      '--b\r\ncontent-disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n',
      400,
      'InvalidArgument',
    ],
    [
      'a field twice',
      '--b\r\ncontent-disposition: form-data; name="key"\r\n\r\nk\r\n--b\r\ncontent-disposition: form-data; name="KEY"\r\n\r\nk\r\n--b--\r\n',
      400,
      'InvalidArgument',
    ],
    [
      'half a form',
      '--b\r\ncontent-disposition: form-data; name="key"\r\n\r\nk',
      400,
      'MalformedPOSTRequest',
    ],
    ['an empty body', '', 400, 'MalformedPOSTRequest'],
    ['another boundary', '--c\r\n\r\n--c--\r\n', 400, 'MalformedPOSTRequest'],
  ])('%s', async (_, body, status, code) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const response = await fetch(`${cloud.endpoint}/quarantine`, { method: 'POST', headers, body });
    expect(await read(response)).toMatchObject({ status, code });
  });
});

describe('a page of another origin', () => {
  const preflight = (headers: Record<string, string>, name = 'quarantine') =>
    fetch(`${cloud.endpoint}/${name}`, {
      method: 'OPTIONS',
      headers: { origin: PAGE, 'access-control-request-method': 'POST', ...headers },
    }).then(read);

  test('may post and read the answer, be it a refusal', async () => {
    for (const file of ['x', 'x'.repeat(21)]) {
      const { headers } = await send(await presign(), { file, headers: { origin: PAGE } });
      expect(headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(headers.get('vary')).toContain('Origin');
    }
    const other = await send(await presign(), { headers: { origin: 'https://else.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('asks before by a preflight', async () => {
    const { status, headers } = await preflight({
      'access-control-request-headers': 'X-One, x-two',
    });
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'X-One, x-two',
      'access-control-max-age': '60',
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['origin', { origin: 'https://shop.example.evil.example' }, 'quarantine'],
    ['method', { 'access-control-request-method': 'PUT' }, 'quarantine'],
    ['header', { 'access-control-request-headers': 'x-one, authorization' }, 'quarantine'],
    ['bucket without rules', {}, 'clean'],
  ])('is refused by its %s', async (_, headers, name) => {
    expect(await preflight(headers, name)).toMatchObject({ status: 403, code: 'AccessForbidden' });
  });

  test('gets nothing of the local cloud’s own pages by a form', async () => {
    const form = new FormData();
    form.append('advance', '1h');
    for (const url of ['/clock', '/quarantine/x', '/']) {
      const init = { method: 'POST', body: form, headers: { origin: PAGE } };
      expect((await fetch(cloud.endpoint + url, init)).status).toBe(url === '/clock' ? 404 : 403);
    }
  });
});
