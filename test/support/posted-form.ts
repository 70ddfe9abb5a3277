import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import { createManualClock } from '../../local/driven-clock.ts';
import { type BucketCloud, bucket, roleWith, startBuckets } from './bucket.ts';

/** The page whose origin the bucket admits. */
export const PAGE = 'https://shop.example';

const CORS = {
  CorsRules: [
    { AllowedOrigins: [PAGE], AllowedMethods: ['POST'], AllowedHeaders: ['x-*'], MaxAge: 60 },
  ],
};
const RESOURCES = {
  Quarantine: bucket('quarantine', { CorsConfiguration: CORS }),
  Clean: bucket('clean'),
  Poster: roleWith('poster', 's3:PutObject', 'arn:aws:s3:::quarantine/a/*', 'arn:aws:s3:::clean/*'),
};

/** A local cloud with the bucket `quarantine`, for forms. The SDK dates a form by the real time, so the clock does too. */
export function startFormCloud(startAtMs: number = Date.now()): Promise<BucketCloud> {
  return startBuckets(RESOURCES, { clock: createManualClock(startAtMs) });
}

export interface FormOptions {
  readonly key?: string;
  readonly fields?: Record<string, string>;
}

/** A form as this project makes it: one key, one type, up to 20 bytes, good for a minute. */
export function presign(
  cloud: BucketCloud,
  { key = 'a/1', fields = { 'Content-Type': 'image/png' } }: FormOptions = {},
): Promise<PresignedPost> {
  return createPresignedPost(cloud.as('poster'), {
    Bucket: 'quarantine',
    Key: key,
    Fields: fields,
    Conditions: [['content-length-range', 1, 20]],
    Expires: 60,
  });
}

export interface Sent {
  readonly file?: Blob | string | undefined;
  readonly fields?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

/** Sends a form as a browser does. */
export async function send({ url, fields }: PresignedPost, sent: Sent = {}): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...sent.fields })) {
    form.append(name, value);
  }
  const file = 'file' in sent ? sent.file : new Blob(['pixels']);
  if (typeof file === 'string') form.append('file', file);
  else if (file) form.append('file', file);
  return read(await fetch(url, { method: 'POST', body: form, headers: sent.headers ?? {} }));
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** An answer of S3, with what its XML says. */
export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const of = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1];
  const { status, headers } = response;
  const message = of('Message')?.replaceAll('&quot;', '"');
  return { status, headers, text, code: of('Code'), message };
}

/** The keys in the bucket. */
export async function keysIn(cloud: BucketCloud): Promise<readonly (string | undefined)[]> {
  const list = new ListObjectsV2Command({ Bucket: 'quarantine' });
  return ((await cloud.s3.send(list)).Contents ?? []).map(({ Key }) => Key);
}
