import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Attachment } from '../../../functions/feedback/attachments/attachment.ts';
import { feedbackOf } from '../../support/feedback-admin-call.ts';
import { type FeedbackCloud, startFeedbackCloud } from '../../support/feedback-cloud.ts';

jest.setTimeout(60_000); // each test starts processes

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0, 0x80]);

let cloud: FeedbackCloud;
let folder: string;

beforeAll(async () => {
  cloud = await startFeedbackCloud();
  folder = mkdtempSync(path.join(tmpdir(), 'afterprod-pictures-'));
  await putFeedback();
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true });
});

const attachment = (key: string): Attachment => ({
  bucket: 'shop-prod-quarantine',
  key,
  contentType: 'image/png',
  bytes: PNG.length,
  askedAt: '2026-11-23T09:00:00.000Z',
  uploadUntil: '2026-11-23T09:10:00.000Z',
});

/** A picture, a page that is called one, and one that was never sent. */
async function putFeedback(): Promise<void> {
  const s3 = new S3Client(cloud.client);
  const bodies = { picture: PNG, page: Buffer.from('<script>alert(1)</script>') };
  for (const [Key, Body] of Object.entries(bodies)) {
    await s3.send(new PutObjectCommand({ Bucket: 'shop-prod-quarantine', Key, Body }));
  }
  s3.destroy();
  const attachments = ['picture', 'page', 'missing'].map(attachment);
  const receivedAt = new Date(cloud.clock.now()).toISOString();
  await cloud.store.add({ ...feedbackOf('with-pictures', { attachments }), receivedAt });
}

test('show lists the pictures, and attachment fetches one', async () => {
  const { stdout } = await cloud.feedback('show', 'with-pictures');
  expect(stdout).toMatch(
    /^ {2}picture 1 {2}image\/png, 11 bytes, announced at 2026-11-23 09:00 UTC$/m,
  );
  const file = path.join(folder, 'one.png');
  const fetched = await cloud.feedback('attachment', 'with-pictures', '1', '--out', file);
  expect(fetched).toMatchObject({
    code: 0,
    stdout: `${file} has picture 1: image/png, 11 bytes.\n`,
  });
  expect(readFileSync(file)).toEqual(PNG);
});

test.each<[string, string, number, string]>([
  ['what is none by its first bytes', '2', 1, 'is called image/png, and is no picture'],
  ['what was never sent', '3', 1, 'never sent'],
  ['a number beyond the last', '4', 2, 'It has pictures 1 to 3: there is no 4.'],
  ['no number', 'x', 2, 'Give a whole number'],
])('attachment writes nothing of %s', async (_, n, code, said) => {
  const file = path.join(folder, `not-${n}`);
  const outcome = await cloud.feedback('attachment', 'with-pictures', n, '--out', file);
  expect(outcome.code).toBe(code);
  expect(outcome.stderr).toContain(said);
  expect(existsSync(file)).toBe(false);
});
