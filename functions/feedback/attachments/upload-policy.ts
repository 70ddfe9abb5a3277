import { type Attachment, MAX_ATTACHMENT_BYTES } from './attachment.ts';

type Fields = Readonly<Record<string, string>>;

/**
 * What S3 holds an upload to, in the form in which it is signed: these fields and no others, one picture's bytes, until
 * its time is over. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 *
 * @param fields - all that is sent besides policy, signature and file
 */
export function uploadPolicy({ bucket, uploadUntil }: Attachment, fields: Fields): string {
  const conditions = [
    { bucket },
    ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
    ['content-length-range', 1, MAX_ATTACHMENT_BYTES],
  ];
  return Buffer.from(JSON.stringify({ expiration: uploadUntil, conditions })).toString('base64');
}
