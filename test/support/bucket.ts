import { S3Client } from '@aws-sdk/client-s3';
import { iam } from '../../local/emulators/iam.ts';
import { s3 } from '../../local/emulators/s3.ts';
import { startTestCloud, type TestCloud, type TestCloudOptions } from './cloud.ts';

/** A bucket of this name. */
export const bucket = (BucketName: string, more: object = {}) => ({
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName, ...more },
});

/** A policy for the bucket with this logical id. */
export const bucketPolicy = (Bucket: string, ...Statement: object[]) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: { Ref: Bucket }, PolicyDocument: { Version: '2012-10-17', Statement } },
});

/** A role that may do this on these resources. */
export const roleWith = (RoleName: string, Action: string | string[], ...Resource: string[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName,
    AssumeRolePolicyDocument: { Statement: [] },
    Policies: [
      {
        PolicyName: 'inline',
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] },
      },
    ],
  },
});

/** A local cloud with S3 and IAM, and clients for it. */
export interface BucketCloud extends TestCloud {
  /** The developer's own. */
  readonly s3: S3Client;
  as(roleName: string): S3Client;
}

export async function startBuckets(
  resources: Readonly<Record<string, object>>,
  options: TestCloudOptions = {},
): Promise<BucketCloud> {
  const cloud = await startTestCloud({ Resources: resources } as never, {
    emulators: [iam, s3],
    ...options,
  });
  const as = (roleName: string) =>
    new S3Client(cloud.clientOf(`arn:aws:iam::123456789012:role/${roleName}`));
  return { ...cloud, s3: new S3Client(cloud.client), as };
}
