import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { Principal } from '../emulator.ts';
import type { KeyRing } from './credentials.ts';

/** A request's signature: the parts of its `Authorization: AWS4-HMAC-SHA256 ...` header, or of a presigned address. */
export interface Signature {
  readonly accessKeyId: string;
  /** `20261123/eu-west-1/sns/aws4_request`. */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261123T093000Z` */
  readonly date: string;
  readonly token: string | undefined;
  /** How long a presigned address is good for, in seconds from `date` on; absent for a signature in a header. */
  readonly expiresSeconds?: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Reads the signature of a request, or undefined when it has none. */
export function readSignature(request: IncomingMessage): Signature | undefined {
  const header = request.headers.authorization ?? '';
  if (!header.startsWith(ALGORITHM)) return readPresigned(request);
  const field = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1] ?? '';
  const token = request.headers['x-amz-security-token'];
  return {
    ...readCredential(field('Credential')),
    signedHeaders: field('SignedHeaders').split(';'),
    signature: field('Signature'),
    date: String(request.headers['x-amz-date'] ?? ''),
    token: token === undefined ? undefined : String(token),
  };
}

/** `AKIA.../20261123/eu-west-1/s3/aws4_request` */
export function readCredential(credential: string): Pick<Signature, 'accessKeyId' | 'scope'> {
  const [accessKeyId = '', ...scope] = credential.split('/');
  return { accessKeyId, scope: scope.join('/') };
}

/** The service name that a signature is for, as in its credential scope. */
export function signedService(signature: Signature): string {
  return signature.scope.split('/')[2] ?? '';
}

/** The answer to a request without a signature. */
export function missingAuthentication(): AwsError {
  return new AwsError('MissingAuthenticationToken', 'Missing Authentication Token', FORBIDDEN);
}

/**
 * Who signed this request. The age of a signature in a header is not checked: driven time and a laptop's clock may be
 * far apart. A presigned address is good until its own end, in driven time.
 */
export function verifySignature(
  request: IncomingMessage,
  body: Uint8Array,
  keys: KeyRing,
  nowMs: number,
): Principal {
  const signature = readSignature(request);
  if (!signature) throw missingAuthentication();
  if (isExpired(signature, nowMs))
    throw new AwsError('AccessDenied', 'Request has expired', FORBIDDEN);
  const canonical = canonicalRequest(request, body, signature);
  const text = [ALGORITHM, signature.date, signature.scope, sha256(canonical)].join('\n');
  return verifySignedText(text, signature, keys);
}

/** Who signed `text`, which may be a form's policy. */
export function verifySignedText(
  text: string,
  { accessKeyId, scope, token, signature }: Omit<Signature, 'signedHeaders' | 'date'>,
  keys: KeyRing,
): Principal {
  const holder = keys.find(accessKeyId);
  if (!holder || holder.credentials.sessionToken !== token) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      FORBIDDEN,
    );
  }
  const key = scope
    .split('/')
    .reduce<string | Buffer>(hmac, `AWS4${holder.credentials.secretAccessKey}`);
  if (matches(signature, hmac(key, text).toString('hex'))) return holder.principal;
  throw new AwsError('InvalidSignatureException', MISMATCH, FORBIDDEN);
}

const FORBIDDEN = { statusCode: 403 };
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

const SIGNATURE_PARAMETER = 'X-Amz-Signature';

function readPresigned({ url = '/' }: IncomingMessage): Signature | undefined {
  const query = new URLSearchParams(url.split(/\?(.*)/s)[1]);
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) return undefined;
  return {
    ...readCredential(query.get('X-Amz-Credential') ?? ''),
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get(SIGNATURE_PARAMETER) ?? '',
    date: query.get('X-Amz-Date') ?? '',
    token: query.get('X-Amz-Security-Token') ?? undefined,
    expiresSeconds: Number(query.get('X-Amz-Expires') ?? 0),
  };
}

function isExpired({ date, expiresSeconds }: Signature, nowMs: number): boolean {
  if (expiresSeconds === undefined) return false;
  const iso = date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5');
  const endMs = Date.parse(iso) + expiresSeconds * 1000;
  return !(nowMs <= endMs); // also where a date or a number is none
}

function canonicalRequest(
  request: IncomingMessage,
  body: Uint8Array,
  signature: Signature,
): string {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const { signedHeaders } = signature;
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`).join('');
  const isForS3 = signedService(signature) === 's3';
  return [
    request.method,
    isForS3 ? path.split('/').map(decode).map(encode).join('/') : canonicalPath(path),
    canonicalQuery(query),
    headers,
    signedHeaders.join(';'),
    payloadHash(request, body, isForS3 && signature.expiresSeconds !== undefined),
  ].join('\n');
}

/** An address for S3 is signed before anyone knows what will be sent there, and so is the head of a stream. */
function payloadHash({ headers }: IncomingMessage, body: Uint8Array, isOpen: boolean): string {
  if (isOpen) return UNSIGNED_PAYLOAD;
  const declared = String(headers['x-amz-content-sha256'] ?? '');
  const isUnsigned = declared === UNSIGNED_PAYLOAD || declared.startsWith('STREAMING-');
  return isUnsigned ? declared : sha256(body);
}

const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** SigV4 encodes the path a second time, but for S3; a reserved character that a client leaves bare is encoded once. */
function canonicalPath(path: string): string {
  return path.split('/').map(encode).join('/');
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(/=(.*)/s))
    .map(([name = '', value = '']) => [encode(decode(name)), encode(decode(value))])
    .filter(([name]) => name !== SIGNATURE_PARAMETER)
    .sort(([a = '', x = ''], [b = '', y = '']) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** By code point, as AWS sorts; not by the laptop's language. */
function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function headerValue(request: IncomingMessage, name: string): string {
  return String(request.headers[name] ?? '')
    .trim()
    .replace(/ +/g, ' ');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

function matches(given: string, expected: string): boolean {
  return (
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  );
}
