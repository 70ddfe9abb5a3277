import type { BucketCloud } from '../../../support/bucket.ts';
import {
  keysIn,
  presign,
  read,
  type Sent,
  send,
  startFormCloud,
} from '../../../support/posted-form.ts';

let cloud: BucketCloud;
beforeAll(async () => {
  cloud = await startFormCloud();
});
afterAll(() => cloud.stop());

afterEach(() => cloud.faults.clear());

describe('is refused and stores nothing:', () => {
  let before: unknown;
  beforeEach(async () => {
    before = await keysIn(cloud);
  });
  afterEach(async () => expect(await keysIn(cloud)).toEqual(before));

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
    const answer = await send(await presign(cloud, refusedPost), sent);
    expect(answer).toMatchObject({ status, code });
    expect(answer.message).toContain(message);
    expect(answer.headers.get('content-type')).toBe('application/xml');
  });

  test('a form whose time is over, in driven time', async () => {
    const later = await startFormCloud(Date.now() + 3_600_000);
    try {
      const own = await presign(later);
      expect(await send(own)).toMatchObject({
        status: 403,
        message: 'Invalid according to Policy: Policy expired.',
      });
    } finally {
      await later.stop();
    }
  });

  test('a form for another bucket', async () => {
    const { url, fields } = await presign(cloud, refusedPost);
    const elsewhere = (name: string) => send({ url: url.replace('quarantine', name), fields });
    expect(await elsewhere('clean')).toMatchObject({
      status: 403,
      message: expect.stringContaining('$bucket'),
    });
    expect(await elsewhere('nowhere')).toMatchObject({ code: 'NoSuchBucket', status: 404 });
  });

  test('a form of a role that may not put there', async () => {
    const answer = await send(await presign(cloud, { key: 'b/1' }));
    expect(answer).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(answer.message).toContain('s3:PutObject on resource: arn:aws:s3:::quarantine/b/1');
  });

  test('a field that is not emulated, by its name', async () => {
    const post = await presign(cloud, { ...refusedPost, fields: { acl: 'private' } });
    expect(await send(post)).toMatchObject({
      status: 501,
      message: expect.stringContaining('acl'),
    });
  });

  test('an upload in an outage, and when S3 is throttled', async () => {
    const post = await presign(cloud, refusedPost);
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
