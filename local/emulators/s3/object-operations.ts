import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import type { Bucket } from './bucket.ts';
import type { Buckets } from './buckets.ts';
import { byteRange } from './byte-range.ts';
import { objectIn } from './object-in.ts';
import { refuseOthers } from './refuse-others.ts';
import { KEPT_HEADERS, type ObjectHead } from './stored-object.ts';

/** PutObject, GetObject, HeadObject and DeleteObject. */
export function objectOperations(
  cloud: Cloud,
  buckets: Buckets,
): Readonly<Record<string, Operation>> {
  return {
    PutObject: {
      access: (input) => [buckets.objectAccess('PutObject', input)],
      run: async (input) => putObject(buckets.get(input.Bucket), input, cloud.clock.now()),
    },
    GetObject: {
      access: (input) => [buckets.objectAccess('GetObject', input)],
      run: async (input, { principal }) => {
        refuseOthers('GetObject', input, READ);
        const bucket = buckets.get(input.Bucket);
        return getObject(bucket, objectIn(bucket, input.Key, cloud, principal), input);
      },
    },
    HeadObject: {
      access: (input) => [buckets.objectAccess('GetObject', input)],
      run: async (input, { principal }) => {
        refuseOthers(
          'HeadObject',
          input,
          READ.filter((name) => name !== 'Range'),
        );
        return describe(objectIn(buckets.get(input.Bucket), input.Key, cloud, principal), input);
      },
    },
    DeleteObject: {
      access: (input) => [buckets.objectAccess('DeleteObject', input)],
      run: async (input) => {
        refuseOthers('DeleteObject', input, ['Bucket', 'Key']);
        buckets.get(input.Bucket).remove(input.Key);
        return {};
      },
    },
  };
}

const READ = [
  'Bucket',
  'Key',
  'Range',
  'ChecksumMode',
  'ResponseContentType',
  'ResponseContentDisposition',
];

const WRITTEN = [
  'Bucket',
  'Key',
  'Body',
  'ContentType',
  'Metadata',
  ...KEPT_HEADERS,
  'ContentLength',
  'ContentMD5',
  'ServerSideEncryption',
  'BucketKeyEnabled',
];

/** S3's longest key, in bytes of UTF-8. */
const KEY_LIMIT = 1024;

function putObject(bucket: Bucket, input: Input, nowMs: number): object {
  const checksums = Object.keys(input).filter((name) => name.startsWith('Checksum'));
  refuseOthers('PutObject', input, [...WRITTEN, ...checksums]);
  if (input.ContentEncoding === 'aws-chunked') {
    const message = 'The local cloud does not emulate streams as a body: give bytes or text.';
    throw new AwsError('NotImplemented', message, { statusCode: 501 });
  }
  if (Buffer.byteLength(input.Key) > KEY_LIMIT) {
    throw new AwsError('KeyTooLongError', 'Your key is too long');
  }
  const bytes: Uint8Array = input.Body ?? new Uint8Array();
  checkDigests(bytes, input);
  const head = bucket.put({ ...headFrom(input), key: input.Key, modifiedMs: nowMs }, bytes);
  return { ETag: quoted(head) };
}

/** What a request says of an object beside its bytes. */
export function headFrom(input: Input): Pick<ObjectHead, 'contentType' | 'headers' | 'metadata'> {
  const kept = KEPT_HEADERS.filter((name) => input[name] !== undefined);
  return {
    contentType: input.ContentType ?? 'binary/octet-stream',
    headers: Object.fromEntries(kept.map((name) => [name, input[name]])),
    metadata: input.Metadata ?? {},
  };
}

function checkDigests(bytes: Uint8Array, { ContentMD5, ChecksumCRC32 }: Input): void {
  const md5 = createHash('md5').update(bytes).digest('base64');
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(bytes));
  const isRight = (ContentMD5 ?? md5) === md5;
  if (isRight && (ChecksumCRC32 ?? crc.toString('base64')) === crc.toString('base64')) return;
  throw new AwsError('BadDigest', 'The checksum you specified did not match what we received.');
}

function getObject(bucket: Bucket, head: ObjectHead, input: Input): object {
  const bytes = bucket.read(head.key);
  const range = byteRange(input.Range, bytes.length);
  const described = describe(head, input);
  if (!range) return { ...described, Body: bytes };
  return {
    ...described,
    ContentLength: range.end - range.start + 1,
    ContentRange: `bytes ${range.start}-${range.end}/${bytes.length}`,
    Body: bytes.subarray(range.start, range.end + 1),
  };
}

function describe(head: ObjectHead, input: Input): object {
  return {
    AcceptRanges: 'bytes',
    LastModified: new Date(head.modifiedMs),
    ContentLength: head.size,
    ETag: quoted(head),
    ...head.headers,
    ContentType: input.ResponseContentType ?? head.contentType,
    ...(input.ResponseContentDisposition && {
      ContentDisposition: input.ResponseContentDisposition,
    }),
    Metadata: head.metadata,
  };
}

/** An ETag as it travels. */
export function quoted({ etag }: ObjectHead): string {
  return `"${etag}"`;
}
