import {
  GetObjectCommand,
  type GetObjectCommandInput,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type BucketCloud, bucket, bucketPolicy, roleWith, startBuckets } from './bucket.ts';

const RESOURCES = {
  Quarantine: bucket('quarantine', {
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', ExpirationInDays: 7, Prefix: 'tmp/' }],
    },
  }),
  Clean: bucket('clean'),
  Reader: roleWith('reader', 's3:GetObject', 'arn:aws:s3:::quarantine/open/*'),
  Mover: roleWith(
    'mover',
    ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
    'arn:aws:s3:::quarantine',
    'arn:aws:s3:::quarantine/*',
    'arn:aws:s3:::clean/img/*',
  ),
  CleanPolicy: bucketPolicy(
    'Clean',
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: ['arn:aws:s3:::clean', 'arn:aws:s3:::clean/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: 'arn:aws:s3:::clean/*',
      Condition: { NumericLessThan: { 's3:TlsVersion': 1.3 } },
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: 'arn:aws:s3:::clean/img/future',
      Condition: { NumericLessThan: { 's3:TlsVersion': 1.4 } },
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::clean/img/frozen',
    },
  ),
};

/** A local cloud with the buckets `quarantine` and `clean`, and what tests do with the first. */
export interface Quarantine extends BucketCloud {
  put(
    key: string,
    body?: PutObjectCommandInput['Body'],
    more?: Partial<PutObjectCommandInput>,
  ): Promise<PutObjectCommandOutput>;
  get(
    key: string,
    more?: Partial<GetObjectCommandInput>,
    client?: S3Client,
  ): Promise<GetObjectCommandOutput>;
  /** The object as text. */
  text(key: string, client?: S3Client): Promise<string | undefined>;
  list(more?: Partial<ListObjectsV2CommandInput>): Promise<ListObjectsV2CommandOutput>;
}

export async function startQuarantine(dataDir?: string): Promise<Quarantine> {
  const cloud = await startBuckets(RESOURCES, dataDir === undefined ? {} : { dataDir });
  const Bucket = 'quarantine';
  const get: Quarantine['get'] = (Key, more = {}, client = cloud.s3) =>
    client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return {
    ...cloud,
    get,
    put: (Key, Body = 'hello', more = {}) =>
      cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more })),
    text: async (key, client = cloud.s3) => (await get(key, {}, client)).Body?.transformToString(),
    list: (more = {}) => cloud.s3.send(new ListObjectsV2Command({ Bucket, ...more })),
  };
}
