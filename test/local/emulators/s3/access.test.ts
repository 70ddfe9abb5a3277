import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  NoSuchBucket,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Quarantine, startQuarantine } from '../../../support/quarantine.ts';

let cloud: Quarantine;

beforeEach(async () => {
  cloud = await startQuarantine();
});
afterEach(() => cloud.stop());

describe('access', () => {
  test('is by the policies of the role', async () => {
    await cloud.put('open/k');
    expect(await cloud.text('open/k', cloud.as('reader'))).toBe('hello');
    await expect(cloud.get('shut', {}, cloud.as('reader'))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('that there is no such object is told to those alone who may list', async () => {
    await expect(cloud.get('open/none', {}, cloud.as('reader'))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:ListBucket'),
    });
    await expect(cloud.get('open/none', {}, cloud.as('mover'))).rejects.toThrow(NoSuchKey);
    const head = new HeadObjectCommand({ Bucket: 'quarantine', Key: 'open/none' });
    await expect(cloud.as('mover').send(head)).rejects.toThrow(NotFound);
  });

  test('a bucket that no template makes is not there', async () => {
    await expect(cloud.get('k', { Bucket: 'nowhere' })).rejects.toThrow(NoSuchBucket);
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
    await cloud.put('open/ä b', '<script>', { ContentType: 'text/html' });
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
    await cloud.put('open/ä b');
    const url = await sign(command);
    await cloud.clock.advance(60_000);
    expect((await fetch(url)).status).toBe(200);
    await cloud.clock.advance(1);
    const late = await fetch(url);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('<Code>AccessDenied</Code><Message>Request has expired');
  });

  test('is good for what was signed, and for what its signer may', async () => {
    await cloud.put('open/ä b');
    await cloud.put('shut');
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
    expect(await cloud.text('up')).toBe('from a browser');
  });
});
