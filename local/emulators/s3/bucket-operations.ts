import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import type { Bucket } from './bucket.ts';
import type { Buckets } from './buckets.ts';
import { quoted } from './object-operations.ts';
import { refuseOthers } from './refuse-others.ts';
import type { ObjectHead } from './stored-object.ts';

/** HeadBucket and ListObjectsV2. Buckets are made by templates alone: there is no CreateBucket. */
export function bucketOperations(
  { region }: Cloud,
  buckets: Buckets,
): Readonly<Record<string, Operation>> {
  const access = ({ Bucket: name }: Input) => [buckets.bucketAccess('ListBucket', name)];
  return {
    HeadBucket: {
      access,
      async run(input) {
        refuseOthers('HeadBucket', input, ['Bucket']);
        return { BucketRegion: region };
      },
    },
    ListObjectsV2: {
      access: (input) =>
        access(input).map((needed) => ({
          ...needed,
          conditions: { 's3:prefix': String(input.Prefix ?? '') },
        })),
      async run(input) {
        refuseOthers('ListObjectsV2', input, LISTED);
        return listObjects(buckets.get(input.Bucket), input);
      },
    },
  };
}

const LISTED = [
  'Bucket',
  'Prefix',
  'Delimiter',
  'MaxKeys',
  'StartAfter',
  'ContinuationToken',
  'EncodingType',
];

const MOST_KEYS = 1000;

/** One line of a list: an object, or all below a common prefix. */
type Entry = { readonly sortKey: string; readonly head?: ObjectHead };

function listObjects(bucket: Bucket, input: Input): object {
  const { Prefix = '', Delimiter, EncodingType, ContinuationToken, StartAfter = '' } = input;
  const after = ContinuationToken === undefined ? StartAfter : parseToken(ContinuationToken);
  const max = Math.min(Number(input.MaxKeys ?? MOST_KEYS), MOST_KEYS);
  const entries = entriesOf(bucket, Prefix, Delimiter).filter(({ sortKey }) =>
    isAfter(sortKey, after),
  );
  const page = entries.slice(0, max);
  const isTruncated = entries.length > page.length;
  const shown = (text: string) => (EncodingType === 'url' ? encodeURIComponent(text) : text);
  const last = page.at(-1)?.sortKey ?? after;
  const given = {
    Prefix,
    Delimiter,
    EncodingType,
    ContinuationToken,
    StartAfter: input.StartAfter,
  };
  return {
    Name: bucket.name,
    ...given,
    MaxKeys: max,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    ...(isTruncated && { NextContinuationToken: Buffer.from(last).toString('base64url') }),
    Contents: page.flatMap(({ head }) => (head ? [contentOf(head, shown)] : [])),
    CommonPrefixes: page.flatMap(({ sortKey, head }) => (head ? [] : [{ Prefix: shown(sortKey) }])),
  };
}

function contentOf(head: ObjectHead, shown: (text: string) => string): object {
  return {
    Key: shown(head.key),
    LastModified: new Date(head.modifiedMs),
    ETag: quoted(head),
    Size: head.size,
    StorageClass: 'STANDARD',
  };
}

function entriesOf(bucket: Bucket, prefix: string, delimiter = ''): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const head of bucket.list().filter(({ key }) => key.startsWith(prefix))) {
    const end = delimiter === '' ? -1 : head.key.indexOf(delimiter, prefix.length);
    if (end < 0) entries.set(head.key, { sortKey: head.key, head });
    else {
      const sortKey = head.key.slice(0, end + delimiter.length);
      entries.set(sortKey, { sortKey });
    }
  }
  return [...entries.values()];
}

function isAfter(key: string, after: string): boolean {
  return after === '' || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0;
}

function parseToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (key !== '') return key;
  throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
}
