import { AwsError } from '../../aws-error.ts';
import type { Cloud, Principal } from '../../emulator.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectHead } from './stored-object.ts';

/**
 * The object of this key. That there is none is told only to those who may list the bucket; to others it is AccessDenied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function objectIn(
  bucket: Bucket,
  key: string,
  cloud: Cloud,
  principal: Principal,
): ObjectHead {
  const head = bucket.find(key);
  if (head) return head;
  cloud.authorize(principal, { action: 's3:ListBucket', resource: bucket.arn });
  throw new AwsError('NoSuchKey', 'The specified key does not exist.', { members: { Key: key } });
}
