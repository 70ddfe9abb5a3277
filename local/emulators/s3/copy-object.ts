import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import type { Buckets, ObjectName } from './buckets.ts';
import { objectIn } from './object-in.ts';
import { headFrom, quoted } from './object-operations.ts';
import { refuseOthers } from './refuse-others.ts';
import { KEPT_HEADERS } from './stored-object.ts';

const KNOWN = [
  'Bucket',
  'Key',
  'CopySource',
  'MetadataDirective',
  'ContentType',
  'Metadata',
  ...KEPT_HEADERS,
  'ServerSideEncryption',
  'BucketKeyEnabled',
];

/** CopyObject: from one bucket to another, with the object's own headers or new ones. */
export function copyObject(cloud: Cloud, buckets: Buckets): Operation {
  return {
    access: (input) => [
      buckets.objectAccess('GetObject', sourceOf(input)),
      buckets.objectAccess('PutObject', input),
    ],
    async run(input, { principal }) {
      refuseOthers('CopyObject', input, KNOWN);
      const source = sourceOf(input);
      const replaces = input.MetadataDirective === 'REPLACE';
      if (source.Bucket === input.Bucket && source.Key === input.Key && !replaces) {
        throw new AwsError('InvalidRequest', ONTO_ITSELF);
      }
      const from = buckets.get(source.Bucket);
      const { contentType, headers, metadata } = objectIn(from, source.Key, cloud, principal);
      const kept = replaces ? headFrom(input) : { contentType, headers, metadata };
      const modifiedMs = cloud.clock.now();
      const copy = buckets
        .get(input.Bucket)
        .put({ ...kept, key: input.Key, modifiedMs }, from.read(source.Key));
      return { CopyObjectResult: { ETag: quoted(copy), LastModified: new Date(modifiedMs) } };
    },
  };
}

const ONTO_ITSELF =
  "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";

/** `bucket/key`, perhaps with a slash before it, encoded as in an address. */
function sourceOf({ CopySource }: Input): ObjectName {
  const [, Bucket = '', Key = ''] = /^\/?([^/]+)\/([^?]+)$/.exec(String(CopySource)) ?? [];
  try {
    if (Key !== '') return { Bucket, Key: decodeURIComponent(Key) };
  } catch {}
  throw new AwsError(
    'InvalidArgument',
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
  );
}
