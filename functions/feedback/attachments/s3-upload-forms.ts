import { SignatureV4, type SignatureV4Init } from '@smithy/signature-v4';
import type { Attachment } from './attachment.ts';
import type { SignUpload } from './upload-form.ts';
import { uploadPolicy } from './upload-policy.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SERVICE = 's3';

/** What a client of the SDK knows of its caller: that of DynamoDB does, and S3's own weighs 150 kB. */
export interface Signing {
  readonly credentials: () => Promise<{
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  }>;
  readonly region: () => Promise<string>;
  readonly sha256: NonNullable<SignatureV4Init['sha256']>;
}

/**
 * Presigned POSTs to one bucket, with the keys of whoever runs this.
 *
 * @param url - of the bucket
 */
export function s3UploadForms({ credentials, region, sha256 }: Signing, url: string): SignUpload {
  return async (attachment) => {
    const keys = await credentials();
    const signingRegion = await region();
    const fields = fieldsOf(attachment, keys, signingRegion);
    const signer = new SignatureV4({ credentials: keys, region, sha256, service: SERVICE });
    const policy = uploadPolicy(attachment, fields);
    const signingDate = new Date(attachment.askedAt);
    const signature = await signer.sign(policy, { signingDate, signingRegion });
    return { url, fields: { ...fields, Policy: policy, 'X-Amz-Signature': signature } };
  };
}

function fieldsOf(
  { key, contentType, askedAt }: Attachment,
  keys: Awaited<ReturnType<Signing['credentials']>>,
  region: string,
): Readonly<Record<string, string>> {
  const at = askedAt.replace(/[-:]|\.\d+/g, ''); // 20261123T090000Z
  const [day = ''] = at.split('T');
  const { accessKeyId, sessionToken } = keys;
  return {
    key,
    'Content-Type': contentType,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': [accessKeyId, day, region, SERVICE, 'aws4_request'].join('/'),
    'X-Amz-Date': at,
    ...(sessionToken && { 'X-Amz-Security-Token': sessionToken }),
  };
}
