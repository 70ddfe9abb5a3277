import type { S3Client } from '@aws-sdk/client-s3';
import type { Attachment } from '../../../../functions/feedback/attachments/attachment.ts';
import { s3UploadForms } from '../../../../functions/feedback/attachments/s3-upload-forms.ts';
import type { BucketCloud } from '../../../support/bucket.ts';
import { keysIn, type Sent, send, startFormCloud } from '../../../support/posted-form.ts';

const AT_MS = Date.parse('2026-11-23T09:00:00.123Z');
const MINUTE_MS = 60_000;

const ATTACHMENT: Attachment = {
  bucket: 'quarantine',
  key: 'a/picture.png',
  contentType: 'image/png',
  bytes: 6,
  askedAt: new Date(AT_MS).toISOString(),
  uploadUntil: new Date(AT_MS + MINUTE_MS).toISOString(),
};

let cloud: BucketCloud;

beforeEach(async () => {
  cloud = await startFormCloud(AT_MS);
});
afterEach(() => cloud.stop());

/** Signs as the role that may put, and sends as a browser does. */
async function upload(sent: Sent = {}, role = 'poster') {
  const { config }: S3Client = cloud.as(role);
  const { endpoint } = cloud.client;
  const sign = s3UploadForms(config, `${endpoint}/quarantine`);
  return send({ ...(await sign(ATTACHMENT)) }, sent);
}

test('S3 takes one picture by it, under its key and type', async () => {
  expect((await upload()).status).toBe(204);
  expect(await keysIn(cloud)).toEqual(['a/picture.png']);
});

test.each<[string, Sent, string]>([
  ['another key', { fields: { key: 'a/other.png' } }, 'AccessDenied'],
  ['another type', { fields: { 'Content-Type': 'text/html' } }, 'AccessDenied'],
  ['what no condition names', { fields: { 'x-amz-meta-note': 'x' } }, 'AccessDenied'],
  ['a redirect', { fields: { success_action_redirect: 'https://x.example' } }, 'AccessDenied'],
  ['nothing', { file: new Blob([]) }, 'EntityTooSmall'],
  ['a byte over 2 MB', { file: new Blob([new Uint8Array(2_097_153)]) }, 'EntityTooLarge'],
  [
    'a signature of nobody',
    { fields: { 'X-Amz-Signature': '0'.repeat(64) } },
    'SignatureDoesNotMatch',
  ],
])('S3 refuses by it %s', async (_, sent, code) => {
  expect(await upload(sent)).toMatchObject({ code });
  expect(await keysIn(cloud)).toEqual([]);
});

test('S3 takes by it exactly 2 MB', async () => {
  expect((await upload({ file: new Blob([new Uint8Array(2_097_152)]) })).status).toBe(204);
});

test('S3 refuses it once its time is over', async () => {
  await cloud.clock.advance(MINUTE_MS);
  expect((await upload()).status).toBe(204);
  await cloud.clock.advance(1);
  expect(await upload()).toMatchObject({ status: 403, code: 'AccessDenied' });
});
