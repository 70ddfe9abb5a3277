import { Readable } from 'node:stream';
import { GetObjectAclCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { bucket, startBuckets } from '../../../support/bucket.ts';
import { type Quarantine, startQuarantine } from '../../../support/quarantine.ts';

/** The SDK warns that it cannot send a stream again. */
const silent = () => {};
const SILENT = { debug: silent, info: silent, warn: silent, error: silent };

let cloud: Quarantine;

beforeEach(async () => {
  cloud = await startQuarantine();
});
afterEach(() => cloud.stop());

describe('what is not emulated is refused by name', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['ACL of PutObject', () => cloud.put('k', 'x', { ACL: 'public-read' })],
    ['Tagging of PutObject', () => cloud.put('k', 'x', { Tagging: 'a=b' })],
    ['IfNoneMatch of GetObject', () => cloud.get('k', { IfNoneMatch: '"x"' })],
    [
      'streams as a body',
      () => {
        const client = new S3Client({ ...cloud.client, logger: SILENT });
        const Body = Readable.from(['x']);
        return client.send(
          new PutObjectCommand({ Bucket: 'quarantine', Key: 'k', Body, ContentLength: 1 }),
        );
      },
    ],
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
