import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { Storefront } from './storefront.ts';

/** What lies in the quarantine of the feedback that a status page shows. */
export async function pictureIn(
  storefront: Storefront,
  s3: S3Client,
  statusUrl: string,
): Promise<Uint8Array | undefined> {
  const [, id = ''] = /\/v1\/feedback\/([^#]+)/.exec(statusUrl) ?? [];
  const { cloud } = storefront.cloud;
  const input = { TableName: storefront.tables['feedback'], Key: keyOf(id) };
  const { Item } = await cloud.call('dynamodb', 'GetItem', input, { kind: 'root' });
  const Bucket: string = Item?.attachments?.L[0].M.bucket.S;
  if (!Bucket) return undefined;
  const Prefix = `quarantine/${id}/`;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  const Key = Contents[0]?.Key;
  if (Key === undefined) return undefined;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToByteArray();
}

function keyOf(id: string) {
  return { pk: { S: `FEEDBACK#${id}` }, sk: { S: 'FEEDBACK' } };
}
