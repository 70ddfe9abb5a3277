import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DeleteObjectCommand, HeadObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { type Quarantine, startQuarantine } from '../../../support/quarantine.ts';

const DAY_MS = 86_400_000;

let cloud: Quarantine;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 's3-'));
  cloud = await startQuarantine(dataDir);
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('an object', () => {
  test('comes back with all that was said of it', async () => {
    const { ETag } = await cloud.put('a b/ü+?#%.png', 'hello', {
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
    const got = await cloud.get('a b/ü+?#%.png');
    expect(got).toMatchObject(expected);
    expect(await got.Body?.transformToString()).toBe('hello');
    const head = new HeadObjectCommand({ Bucket: 'quarantine', Key: 'a b/ü+?#%.png' });
    expect(await cloud.s3.send(head)).toMatchObject(expected);
  });

  test('keeps its bytes, compressed ones too', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 0x1f, 0x8b]);
    await cloud.put('k', bytes, {
      ContentEncoding: 'gzip',
      ContentType: 'application/x-www-form-urlencoded',
    });
    const got = await (await cloud.get('k')).Body?.transformToByteArray();
    expect(Buffer.from(got ?? [])).toEqual(bytes);
  });

  test('is replaced by the next, and gone when it is deleted, as often as one asks', async () => {
    await cloud.put('k', 'one');
    await cloud.put('k', 'two');
    expect(await cloud.text('k')).toBe('two');
    const remove = new DeleteObjectCommand({ Bucket: 'quarantine', Key: 'k' });
    await cloud.s3.send(remove);
    await cloud.s3.send(remove);
    await expect(cloud.get('k')).rejects.toThrow(NoSuchKey);
  });

  test('stays over a restart, and one that is broken is set aside with a notice', async () => {
    await cloud.put('whole', 'hello');
    await cloud.put('broken', 'hello');
    await cloud.stop();
    const folder = path.join(dataDir, 's3', 'quarantine');
    const [first = '', second = ''] = readdirSync(folder);
    cloud = await startQuarantine(dataDir);
    expect((await cloud.list()).KeyCount).toBe(2);
    await cloud.stop();
    const file = path.join(folder, first);
    writeFileSync(file, readFileSync(file).subarray(0, -1));
    cloud = await startQuarantine(dataDir);
    expect((await cloud.list()).KeyCount).toBe(1);
    expect(cloud.heard).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining(`${first} is no object of S3`) }),
    );
    expect(readdirSync(folder).sort()).toEqual([`${first}.corrupt`, second].sort());
  });

  test('that is expired is gone at the midnight after its days, in driven time', async () => {
    const sinceMidnight = cloud.clock.now() % DAY_MS;
    await cloud.clock.advance(DAY_MS - sinceMidnight + 1);
    await cloud.put('tmp/a');
    await cloud.put('kept');
    await cloud.clock.advance(8 * DAY_MS - 2);
    await expect(cloud.get('tmp/a')).resolves.toBeDefined();
    await cloud.clock.advance(1);
    await expect(cloud.get('tmp/a')).rejects.toThrow(NoSuchKey);
    await expect(cloud.get('kept')).resolves.toBeDefined();
    await cloud.stop();
    cloud = await startQuarantine(dataDir);
    expect((await cloud.list()).Contents?.map(({ Key }) => Key)).toEqual(['kept']);
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
    await cloud.put('k');
    const got = await cloud.get('k', { Range });
    expect(got.ContentRange).toBe(ContentRange);
    expect(got.ContentLength).toBe(text.length);
    expect(got.$metadata.httpStatusCode).toBe(ContentRange ? 206 : 200);
    expect(await got.Body?.transformToString()).toBe(text);
  });

  test('has no part beyond its end', async () => {
    await cloud.put('k');
    await expect(cloud.get('k', { Range: 'bytes=5-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });

  test('whatever its key and bytes are, both come back', async () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(key, fc.uint8Array({ maxLength: 50 }), async (Key, bytes) => {
        fc.pre(!/(^|\/)\.{1,2}(\/|$)/.test(Key)); // URLs lose such parts on their way
        await cloud.put(Key, bytes);
        const got = await (await cloud.get(Key)).Body?.transformToByteArray();
        expect(Buffer.from(got ?? [])).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 40 },
    );
  });
});

test('a digest that does not fit is refused, and nothing is stored', async () => {
  await expect(cloud.put('k', 'hello', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })).rejects.toThrow(
    'did not match',
  );
  await expect(cloud.put('k', 'hello', { ChecksumCRC32: 'AAAAAA==' })).rejects.toThrow(
    'did not match',
  );
  expect((await cloud.list()).KeyCount).toBe(0);
});

test('faults come in the words of S3', async () => {
  const untilMs = cloud.clock.now() + 1000;
  cloud.faults.inject({ service: 's3', kind: 'throttle', untilMs });
  await expect(cloud.put('k')).rejects.toMatchObject({
    name: 'SlowDown',
    $metadata: { httpStatusCode: 503 },
  });
});
