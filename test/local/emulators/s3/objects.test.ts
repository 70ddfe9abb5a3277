import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  NoSuchBucket,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import {
  type BucketCloud,
  bucket,
  bucketPolicy,
  roleWith,
  startBuckets,
} from '../../../support/bucket.ts';

const DAY_MS = 86_400_000;
const RESOURCES = {
  Quarantine: bucket('quarantine', {
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', ExpirationInDays: 7, Prefix: 'tmp/' }],
    },
  }),
  Clean: bucket('clean'),
  Reader: roleWith('reader', 's3:GetObject', 'arn:aws:s3:::quarantine/open/*'),
  Mover: roleWith(
    'mover',
    ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
    'arn:aws:s3:::quarantine',
    'arn:aws:s3:::quarantine/*',
    'arn:aws:s3:::clean/img/*',
  ),
  CleanPolicy: bucketPolicy(
    'Clean',
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: ['arn:aws:s3:::clean', 'arn:aws:s3:::clean/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::clean/img/frozen',
    },
  ),
};

let cloud: BucketCloud;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 's3-'));
  cloud = await startBuckets(RESOURCES, { dataDir });
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const put = (Key: string, Body: PutObjectCommandInput['Body'] = 'hello', more: object = {}) =>
  cloud.s3.send(new PutObjectCommand({ Bucket: 'quarantine', Key, Body, ...more }));

const get = (Key: string, more: Partial<GetObjectCommandInput> = {}, client = cloud.s3) =>
  client.send(new GetObjectCommand({ Bucket: 'quarantine', Key, ...more }));

const textOf = async (getting: ReturnType<typeof get>) => (await getting).Body?.transformToString();

const list = (more: Partial<ListObjectsV2CommandInput> = {}) =>
  cloud.s3.send(new ListObjectsV2Command({ Bucket: 'quarantine', ...more }));

describe('an object', () => {
  test('comes back with all that was said of it', async () => {
    const { ETag } = await put('a b/ü+?#%.png', 'hello', {
      ContentType: 'image/png',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.png"',
      Metadata: { Tenant: 'shop' },
    });
    const expected = {
      ContentType: 'image/png',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.png"',
      ContentLength: 5,
      Metadata: { tenant: 'shop' },
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      LastModified: new Date(cloud.clock.now()),
    };
    expect(ETag).toBe(expected.ETag);
    const got = await get('a b/ü+?#%.png');
    expect(got).toMatchObject(expected);
    expect(await got.Body?.transformToString()).toBe('hello');
    const head = new HeadObjectCommand({ Bucket: 'quarantine', Key: 'a b/ü+?#%.png' });
    expect(await cloud.s3.send(head)).toMatchObject(expected);
  });

  test('keeps its bytes, compressed ones too', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 0x1f, 0x8b]);
    await put('k', bytes, {
      ContentEncoding: 'gzip',
      ContentType: 'application/x-www-form-urlencoded',
    });
    const got = await (await get('k')).Body?.transformToByteArray();
    expect(Buffer.from(got ?? [])).toEqual(bytes);
  });

  test('is replaced by the next, and gone when it is deleted, as often as one asks', async () => {
    await put('k', 'one');
    await put('k', 'two');
    expect(await textOf(get('k'))).toBe('two');
    const remove = new DeleteObjectCommand({ Bucket: 'quarantine', Key: 'k' });
    await cloud.s3.send(remove);
    await cloud.s3.send(remove);
    await expect(get('k')).rejects.toThrow(NoSuchKey);
  });

  test('stays over a restart, and one that is broken is set aside with a notice', async () => {
    await put('whole', 'hello');
    await put('broken', 'hello');
    await cloud.stop();
    const folder = path.join(dataDir, 's3', 'quarantine');
    const [first = '', second = ''] = readdirSync(folder);
    cloud = await startBuckets(RESOURCES, { dataDir });
    expect((await list()).KeyCount).toBe(2);
    await cloud.stop();
    writeFileSync(path.join(folder, first), '{"key":"x"}\n');
    cloud = await startBuckets(RESOURCES, { dataDir });
    expect((await list()).KeyCount).toBe(1);
    expect(cloud.heard).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining(`${first} is no object of S3`) }),
    );
    expect(readdirSync(folder).sort()).toEqual([`${first}.corrupt`, second].sort());
  });

  test('that is expired is gone at the midnight after its days, in driven time', async () => {
    const sinceMidnight = cloud.clock.now() % DAY_MS;
    await cloud.clock.advance(DAY_MS - sinceMidnight + 1);
    await put('tmp/a');
    await put('kept');
    await cloud.clock.advance(8 * DAY_MS - 2);
    await expect(get('tmp/a')).resolves.toBeDefined();
    await cloud.clock.advance(1);
    await expect(get('tmp/a')).rejects.toThrow(NoSuchKey);
    await expect(get('kept')).resolves.toBeDefined();
    await cloud.stop();
    cloud = await startBuckets(RESOURCES, { dataDir });
    expect((await list()).Contents?.map(({ Key }) => Key)).toEqual(['kept']);
  });

  test.each([
    ['bytes=0-0', 'h', 'bytes 0-0/5'],
    ['bytes=1-', 'ello', 'bytes 1-4/5'],
    ['bytes=-2', 'lo', 'bytes 3-4/5'],
    ['bytes=3-99', 'lo', 'bytes 3-4/5'],
    ['bytes=-99', 'hello', 'bytes 0-4/5'],
    ['bytes=3-1', 'hello', undefined],
    ['lines=1-2', 'hello', undefined],
  ])('with Range %s gives %s', async (Range, text, ContentRange) => {
    await put('k');
    const got = await get('k', { Range });
    expect(got.ContentRange).toBe(ContentRange);
    expect(got.ContentLength).toBe(text.length);
    expect(got.$metadata.httpStatusCode).toBe(ContentRange ? 206 : 200);
    expect(await got.Body?.transformToString()).toBe(text);
  });

  test('has no part beyond its end', async () => {
    await put('k');
    await expect(get('k', { Range: 'bytes=5-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });

  test('whatever its key and bytes are, both come back', async () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(key, fc.uint8Array({ maxLength: 50 }), async (Key, bytes) => {
        fc.pre(!/(^|\/)\.{1,2}(\/|$)/.test(Key)); // URLs lose such parts on their way
        await put(Key, bytes);
        const got = await (await get(Key)).Body?.transformToByteArray();
        expect(Buffer.from(got ?? [])).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a list', () => {
  beforeEach(async () => {
    for (const key of ['b', 'a/2', 'a/1', 'é', '😀', '\uff5e']) await put(key);
  });

  test('is in the order of UTF-8, page by page', async () => {
    const keys: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ MaxKeys: 2, ...(ContinuationToken && { ContinuationToken }) });
      expect(page.KeyCount).toBe(2);
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(keys).toEqual(['a/1', 'a/2', 'b', 'é', '\uff5e', '😀']);
  });

  test('gathers what is below a prefix', async () => {
    const { Contents, CommonPrefixes, KeyCount } = await list({ Delimiter: '/' });
    expect(CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
    expect(Contents?.map(({ Key }) => Key)).toEqual(['b', 'é', '\uff5e', '😀']);
    expect(KeyCount).toBe(5);
    expect((await list({ Prefix: 'a/', StartAfter: 'a/1' })).Contents).toMatchObject([
      { Key: 'a/2', Size: 5, ETag: '"5d41402abc4b2a76b9719d911017c592"' },
    ]);
  });
});

describe('a copy', () => {
  const copy = (Key: string, more: object = {}, client = cloud.s3) =>
    client.send(
      new CopyObjectCommand({
        Bucket: 'clean',
        CopySource: 'quarantine/a%20b/%C3%BC',
        Key,
        ...more,
      }),
    );
  beforeEach(() => put('a b/ü', 'hello', { ContentType: 'image/png', Metadata: { by: 'x' } }));

  test('has the bytes and headers of the object, or headers of its own', async () => {
    expect((await copy('img/1')).CopyObjectResult).toEqual({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      LastModified: new Date(cloud.clock.now()),
    });
    const got = await get('img/1', { Bucket: 'clean' });
    expect(got).toMatchObject({ ContentType: 'image/png', Metadata: { by: 'x' } });
    expect(await got.Body?.transformToString()).toBe('hello');
    await copy('img/1', { MetadataDirective: 'REPLACE', ContentType: 'image/webp' });
    const again = await get('img/1', { Bucket: 'clean' });
    expect(again).toMatchObject({ ContentType: 'image/webp', Metadata: {} });
  });

  test('needs the right to read there and to write here, which a bucket policy can take', async () => {
    await expect(copy('img/1', {}, cloud.as('mover'))).resolves.toBeDefined();
    await expect(copy('other', {}, cloud.as('mover'))).rejects.toThrow(
      'not authorized to perform: s3:PutObject on resource: arn:aws:s3:::clean/other',
    );
    await expect(copy('img/1', {}, cloud.as('reader'))).rejects.toThrow('s3:GetObject');
    await expect(copy('img/frozen', {}, cloud.as('mover'))).rejects.toThrow(
      'with an explicit deny in a resource-based policy',
    );
  });

  test('onto itself without a change is refused', async () => {
    await expect(copy('a b/ü', { Bucket: 'quarantine' })).rejects.toThrow('to itself');
  });
});

describe('access', () => {
  test('is by the policies of the role', async () => {
    await put('open/k');
    expect(await textOf(get('open/k', {}, cloud.as('reader')))).toBe('hello');
    await expect(get('shut', {}, cloud.as('reader'))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('that there is no such object is told to those alone who may list', async () => {
    await expect(get('open/none', {}, cloud.as('reader'))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:ListBucket'),
    });
    await expect(get('open/none', {}, cloud.as('mover'))).rejects.toThrow(NoSuchKey);
    const head = new HeadObjectCommand({ Bucket: 'quarantine', Key: 'open/none' });
    await expect(cloud.as('mover').send(head)).rejects.toThrow(NotFound);
  });

  test('a bucket that no template makes is not there', async () => {
    await expect(get('k', { Bucket: 'nowhere' })).rejects.toThrow(NoSuchBucket);
    const head = (Bucket: string) => cloud.s3.send(new HeadBucketCommand({ Bucket }));
    await expect(head('nowhere')).rejects.toThrow(NotFound);
    expect(await head('clean')).toMatchObject({ BucketRegion: 'eu-west-1' });
  });
});

describe('a presigned address', () => {
  const sign = (command: GetObjectCommand | PutObjectCommand, client = cloud.s3) =>
    getSignedUrl(client, command, { expiresIn: 60, signingDate: new Date(cloud.clock.now()) });
  const command = new GetObjectCommand({
    Bucket: 'quarantine',
    Key: 'open/ä b',
    ResponseContentDisposition: 'attachment',
  });

  test('gives the object to whoever has it, inert in a browser', async () => {
    await put('open/ä b', '<script>', { ContentType: 'text/html' });
    const response = await fetch(await sign(command, cloud.as('reader')));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<script>');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html',
      'content-disposition': 'attachment',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
  });

  test('ends in driven time', async () => {
    await put('open/ä b');
    const url = await sign(command);
    await cloud.clock.advance(60_000);
    expect((await fetch(url)).status).toBe(200);
    await cloud.clock.advance(1);
    const late = await fetch(url);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('<Code>AccessDenied</Code><Message>Request has expired');
  });

  test('is good for what was signed, and for what its signer may', async () => {
    await put('open/ä b');
    await put('shut');
    const url = await sign(command);
    const other = await fetch(url.replace('open/', 'shut'));
    expect(await other.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
    const longer = await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'));
    expect(longer.status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
    const shut = new GetObjectCommand({ Bucket: 'quarantine', Key: 'shut' });
    const denied = await fetch(await sign(shut, cloud.as('reader')));
    expect(await denied.text()).toContain('<Code>AccessDenied</Code>');
    expect(denied.headers.get('content-type')).toBe('application/xml');
  });

  test('takes an object too', async () => {
    const upload = new PutObjectCommand({ Bucket: 'quarantine', Key: 'up' });
    const url = await sign(upload);
    expect((await fetch(url, { method: 'PUT', body: 'from a browser' })).status).toBe(200);
    expect(await textOf(get('up'))).toBe('from a browser');
  });
});

describe('what is not emulated is refused by name', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['ACL of PutObject', () => put('k', 'x', { ACL: 'public-read' })],
    ['Tagging of PutObject', () => put('k', 'x', { Tagging: 'a=b' })],
    ['IfNoneMatch of GetObject', () => get('k', { IfNoneMatch: '"x"' })],
    ['streams as a body', () => put('k', Readable.from(['x']), { ContentLength: 1 })],
    [
      's3:GetObjectAcl',
      () => cloud.s3.send(new GetObjectAclCommand({ Bucket: 'quarantine', Key: 'k' })),
    ],
  ])('%s', async (name, send) => {
    await expect(send()).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining(name),
      $metadata: { httpStatusCode: 501 },
    });
  });

  test.each([
    [{ VersioningConfiguration: { Status: 'Enabled' } }, 'the property VersioningConfiguration'],
    [{ NotificationConfiguration: {} }, 'the property NotificationConfiguration'],
    [{ BucketName: 'UPPER' }, 'small letters'],
    [
      { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [] }] } },
      'Transitions is not emulated',
    ],
  ])('a bucket with %j', async (properties, reason) => {
    await expect(startBuckets({ Odd: bucket('odd', properties) })).rejects.toThrow(reason);
  });
});

test('a digest that does not fit is refused, and nothing is stored', async () => {
  await expect(put('k', 'hello', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })).rejects.toThrow(
    'did not match',
  );
  await expect(put('k', 'hello', { ChecksumCRC32: 'AAAAAA==' })).rejects.toThrow('did not match');
  expect((await list()).KeyCount).toBe(0);
});

test('faults come in the words of S3', async () => {
  const untilMs = cloud.clock.now() + 1000;
  cloud.faults.inject({ service: 's3', kind: 'throttle', untilMs });
  await expect(put('k')).rejects.toMatchObject({
    name: 'SlowDown',
    $metadata: { httpStatusCode: 503 },
  });
});
