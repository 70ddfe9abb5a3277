import type { HttpRequest, RequestBody } from '../targets/http-request.ts';
import type { Session } from './authenticator.ts';
import type { Hop, HopAnswer, PreparedRequest, RequestHeaders } from './prepared-request.ts';
import { type WrittenBody, writtenBody } from './request-body.ts';
import type { Scheme } from './scheme.ts';

/** What a request is made of. */
export interface RequestParts {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  /** With all secrets read. */
  readonly headers: RequestHeaders;
  /** Names of headers that no other origin gets, besides those that browsers keep back. */
  readonly privateHeaders?: ReadonlySet<string>;
  readonly body?: RequestBody;
  readonly maxRedirects?: number;
  readonly ports?: readonly number[];
  readonly scheme?: Scheme;
  readonly session?: Session;
}

const DEFAULT_HEADERS = {
  accept: '*/*',
  'accept-encoding': 'identity', // nothing to unpack, so nothing that unpacks to gigabytes
  'user-agent': 'afterprod-probe',
};

const NEVER_ABROAD = ['authorization', 'cookie', 'host', 'proxy-authorization'];

/** Puts a request together. */
export function prepare(parts: RequestParts): PreparedRequest {
  return new Prepared(parts);
}

class Prepared implements PreparedRequest {
  readonly method: PreparedRequest['method'];
  readonly url: URL;
  readonly maxRedirects: number;
  readonly ports: readonly number[];
  readonly body?: Uint8Array;
  readonly clientCertificate?: NonNullable<PreparedRequest['clientCertificate']>;
  readonly #parts: RequestParts;
  readonly #headers: RequestHeaders;
  /** For good: whoever sends us back here chooses the address. */
  #hasLeft = false;

  constructor(parts: RequestParts) {
    const { method, url, maxRedirects = 0, ports = [], body, scheme } = parts;
    const written = body && writtenBody(body);
    this.method = method;
    this.url = url;
    this.maxRedirects = maxRedirects;
    this.ports = ports;
    if (written) this.body = written.bytes;
    if (scheme?.clientCertificate) this.clientCertificate = scheme.clientCertificate;
    this.#parts = parts;
    this.#headers = headersOf(parts, written);
  }

  headersFor(hop: Hop): RequestHeaders | Promise<RequestHeaders> {
    if (hop.url.origin !== this.url.origin) this.#hasLeft = true;
    const headers = this.#withCookies(hop.url, this.#headersLeft(hop));
    const sign = this.#hasLeft ? undefined : this.#parts.scheme?.sign;
    return sign ? sign(hop, headers) : headers;
  }

  noteAnswer({ url, status, setCookies }: HopAnswer): void {
    this.#parts.session?.cookies.keep(url, setCookies);
    if (!this.#hasLeft && (status === 401 || status === 403)) this.#parts.scheme?.forget();
  }

  #headersLeft(hop: Hop): RequestHeaders {
    const hasLostBody = this.body !== undefined && hop.body === undefined;
    if (!hasLostBody && !this.#hasLeft) return this.#headers;
    const kept = Object.entries(this.#headers).filter(
      ([name]) =>
        !(hasLostBody && name.startsWith('content-')) && !(this.#hasLeft && this.#isPrivate(name)),
    );
    return Object.fromEntries(kept);
  }

  #isPrivate(name: string): boolean {
    return NEVER_ABROAD.includes(name) || this.#parts.privateHeaders?.has(name) === true;
  }

  #withCookies(url: URL, headers: RequestHeaders): RequestHeaders {
    const kept = this.#parts.session?.cookies.headerFor(url);
    if (kept === undefined) return headers;
    const named = headers['cookie'];
    return { ...headers, cookie: named === undefined ? kept : `${named}; ${kept}` };
  }
}

function headersOf(
  { headers, scheme }: RequestParts,
  written: WrittenBody | undefined,
): RequestHeaders {
  return {
    ...DEFAULT_HEADERS,
    ...(written && { 'content-type': written.contentType }),
    ...headers,
    // Node sends a body of DELETE without a length, and servers then take it for the next request.
    ...(written && { 'content-length': String(written.bytes.byteLength) }),
    ...(scheme?.authorization !== undefined && { authorization: scheme.authorization }),
  };
}
