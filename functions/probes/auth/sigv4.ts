import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { NowMs } from '../../shared/clock.ts';
import { NotSent } from './not-sent.ts';
import type { Hop, RequestHeaders } from './prepared-request.ts';

/** The keys of whoever runs this: the prober's role, or a developer. */
export type AwsKeys = () => Promise<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}>;

/** The headers of a hop, signed. */
export type Sigv4Sign = (hop: Hop, headers: RequestHeaders) => Promise<RequestHeaders>;

export type Sigv4Signer = (scope: {
  readonly service: string;
  readonly region: string;
}) => Sigv4Sign;

/** Signs requests as AWS's services ask for it, Signature Version 4. */
export function sigv4Signer(keys: AwsKeys, now: NowMs): Sigv4Signer {
  return ({ service, region }) => {
    const signer = new SignatureV4({
      service,
      region,
      credentials: keys,
      sha256: Sha256,
      uriEscapePath: service !== 's3', // which alone does not escape a path twice
    });
    return async (hop, headers) => {
      const signed = await signer
        .sign(requestOf(hop, headers), { signingDate: new Date(now()) })
        .catch(notSigned);
      const { host: _, ...added } = signed.headers;
      return { ...headers, ...added };
    };
  };
}

function notSigned(cause: unknown): never {
  const why = cause instanceof Error ? cause.name : 'no reason was given';
  throw new NotSent(`its request could not be signed: ${why}`, { cause });
}

/** Only those headers that nothing on the way may change. */
function requestOf({ method, url, body }: Hop, headers: RequestHeaders) {
  const signed = Object.entries(headers).filter(
    ([name]) => name === 'content-type' || name.startsWith('x-amz-'),
  );
  return {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: queryOf(url),
    headers: { ...Object.fromEntries(signed), host: url.host },
    ...(body && { body }),
  };
}

function queryOf({ searchParams }: URL): Record<string, string[]> {
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)]));
}

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** Node's own, in the shape that the signer asks for. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(chunk: Bytes): void {
    this.#hash.update(bytes(chunk));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytes(chunk: Bytes): Uint8Array {
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
