import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { Principal } from '../emulator.ts';
import type { KeyRing } from './credentials.ts';

/** The parts of an `Authorization: AWS4-HMAC-SHA256 ...` header. */
export interface Signature {
  readonly accessKeyId: string;
  /** `20261123/eu-west-1/sns/aws4_request`. */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Reads the signature of a request, or undefined when it has none. */
export function readSignature(request: IncomingMessage): Signature | undefined {
  const header = request.headers.authorization ?? '';
  if (!header.startsWith(ALGORITHM)) return undefined;
  const field = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(header)?.[1] ?? '';
  const [accessKeyId = '', ...scope] = field('Credential').split('/');
  return {
    accessKeyId,
    scope: scope.join('/'),
    signedHeaders: field('SignedHeaders').split(';'),
    signature: field('Signature'),
  };
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
 * Who signed this request. Its age is not checked: driven time and a laptop's clock may be far apart.
 */
export function verifySignature(
  request: IncomingMessage,
  body: Uint8Array,
  keys: KeyRing,
): Principal {
  const signature = readSignature(request);
  if (!signature) throw missingAuthentication();
  const holder = keys.find(signature.accessKeyId);
  const token = request.headers['x-amz-security-token'];
  if (!holder || holder.credentials.sessionToken !== token) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      FORBIDDEN,
    );
  }
  if (
    !matches(
      signature.signature,
      sign(request, body, signature, holder.credentials.secretAccessKey),
    )
  ) {
    throw new AwsError('InvalidSignatureException', MISMATCH, FORBIDDEN);
  }
  return holder.principal;
}

const FORBIDDEN = { statusCode: 403 };
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

function sign(
  request: IncomingMessage,
  body: Uint8Array,
  { scope, signedHeaders }: Signature,
  secretAccessKey: string,
): string {
  const canonical = canonicalRequest(request, body, signedHeaders);
  const date = String(request.headers['x-amz-date'] ?? '');
  const stringToSign = [ALGORITHM, date, scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  return hmac(key, stringToSign).toString('hex');
}

function canonicalRequest(
  request: IncomingMessage,
  body: Uint8Array,
  signedHeaders: readonly string[],
): string {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`).join('');
  const declared = request.headers['x-amz-content-sha256'];
  const payload = declared === 'UNSIGNED-PAYLOAD' ? declared : sha256(body);
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers,
    signedHeaders.join(';'),
    payload,
  ].join('\n');
}

/** SigV4 encodes the path a second time; a reserved character that a client leaves bare is encoded once. */
function canonicalPath(path: string): string {
  return path.split('/').map(encode).join('/');
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(/=(.*)/s))
    .map(([name = '', value = '']) => [encode(decode(name)), encode(decode(value))])
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
