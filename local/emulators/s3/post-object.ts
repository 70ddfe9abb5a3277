import { AwsError } from '../../aws-error.ts';
import type { DoorAnswer, RunAs } from '../../browser-door.ts';
import type { Cloud, Input, Principal } from '../../emulator.ts';
import { element } from '../../wire/xml.ts';
import type { PostForm } from './post-form.ts';
import { checkPostPolicy, parsePostPolicy } from './post-policy.ts';

/** Puts what a presigned form holds, if its policy and whoever has signed that let it. */
export async function postObject(
  cloud: Cloud,
  bucketName: string,
  form: PostForm,
  run: RunAs,
): Promise<DoorAnswer> {
  const fields = new Map([...form.fields, ['bucket', bucketName]]);
  const policy = fields.get('policy');
  if (policy === undefined) throw new AwsError('AccessDenied', 'Access Denied', FORBIDDEN);
  const principal = signerOf(cloud, policy, fields);
  const fileSize = form.file.length;
  checkPostPolicy(parsePostPolicy(policy), { fields, fileSize }, cloud.clock.now());
  const refused = REFUSED.filter((name) => fields.has(name));
  if (refused.length > 0) {
    const message = `The local cloud does not emulate the field ${refused.join(', ')}.`;
    throw new AwsError('NotImplemented', message, { statusCode: 501 });
  }
  const { ETag } = await run('PutObject', putInput(bucketName, fields, form.file), principal);
  return answer(cloud, fields, String(ETag));
}

const FORBIDDEN = { statusCode: 403 };

const REFUSED = [
  'acl',
  'expires',
  'redirect',
  'success_action_redirect',
  'tagging',
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
];

function signerOf(cloud: Cloud, policy: string, fields: ReadonlyMap<string, string>): Principal {
  const field = (name: string): string => {
    const value = fields.get(name.toLowerCase());
    if (value !== undefined) return value;
    const message = `Bucket POST must contain a field named '${name}'. If it is specified, please check the order of the fields.`;
    throw new AwsError('InvalidArgument', message);
  };
  if (field('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw new AwsError('InvalidArgument', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  return cloud.authenticateText({
    text: policy,
    credential: field('X-Amz-Credential'),
    token: fields.get('x-amz-security-token'),
    signature: field('X-Amz-Signature'),
  });
}

const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'ContentType',
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
};

const METADATA = 'x-amz-meta-';

function putInput(
  bucketName: string,
  fields: ReadonlyMap<string, string>,
  Body: Uint8Array,
): Input {
  const headers = Object.entries(HEADERS).filter(([name]) => fields.has(name));
  const metadata = [...fields].filter(([name]) => name.startsWith(METADATA));
  return {
    Bucket: bucketName,
    Key: fields.get('key'),
    Body,
    ...Object.fromEntries(headers.map(([name, member]) => [member, fields.get(name)])),
    Metadata: Object.fromEntries(
      metadata.map(([name, value]) => [name.slice(METADATA.length), value]),
    ),
  };
}

function answer(
  { endpoint }: Cloud,
  fields: ReadonlyMap<string, string>,
  etag: string,
): DoorAnswer {
  const [bucket = '', key = ''] = [fields.get('bucket'), fields.get('key')];
  const path = key.split('/').map(encodeURIComponent).join('/');
  const Location = `${endpoint}/${bucket}/${path}`;
  const headers = { etag, location: Location };
  const wanted = fields.get('success_action_status');
  if (wanted === '200') return { status: 200, headers, body: '' };
  if (wanted !== '201') return { status: 204, headers, body: '' };
  const members = Object.entries({ Location, Bucket: bucket, Key: key, ETag: etag });
  const content = members.map(([name, value]) => element(name, value)).join('');
  return {
    status: 201,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${content}</PostResponse>`,
  };
}
