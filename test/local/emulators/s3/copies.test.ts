import { CopyObjectCommand } from '@aws-sdk/client-s3';
import { type Quarantine, startQuarantine } from '../../../support/quarantine.ts';

let cloud: Quarantine;

beforeEach(async () => {
  cloud = await startQuarantine();
});
afterEach(() => cloud.stop());

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
  beforeEach(() =>
    cloud.put('a b/ü', 'hello', { ContentType: 'image/png', Metadata: { by: 'x' } }),
  );

  test('has the bytes and headers of the object, or headers of its own', async () => {
    expect((await copy('img/1')).CopyObjectResult).toEqual({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      LastModified: new Date(cloud.clock.now()),
    });
    const got = await cloud.get('img/1', { Bucket: 'clean' });
    expect(got).toMatchObject({ ContentType: 'image/png', Metadata: { by: 'x' } });
    expect(await got.Body?.transformToString()).toBe('hello');
    await copy('img/1', { MetadataDirective: 'REPLACE', ContentType: 'image/webp' });
    const again = await cloud.get('img/1', { Bucket: 'clean' });
    expect(again).toMatchObject({ ContentType: 'image/webp', Metadata: {} });
  });

  test('needs the right to read there and to write here, which a bucket policy can take', async () => {
    await expect(copy('img/1', {}, cloud.as('mover'))).resolves.toBeDefined();
    await expect(copy('other', {}, cloud.as('mover'))).rejects.toThrow(
      'not authorized to perform: s3:PutObject on resource: arn:aws:s3:::clean/other',
    );
    await expect(copy('img/1', {}, cloud.as('reader'))).rejects.toThrow('s3:GetObject');
    for (const key of ['img/frozen', 'img/future']) {
      await expect(copy(key, {}, cloud.as('mover'))).rejects.toThrow(
        'with an explicit deny in a resource-based policy',
      );
    }
  });

  test('onto itself without a change is refused', async () => {
    await expect(copy('a b/ü', { Bucket: 'quarantine' })).rejects.toThrow('to itself');
  });
});
