import type { HttpRequest } from '../targets/http-request.ts';

/** A request that is ready to go out: its secrets are read, its body is written. */
export interface PreparedRequest {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  readonly body?: Uint8Array;
  readonly maxRedirects: number;
  /** That a redirect may lead to, besides 80, 443 and the URL's own. */
  readonly ports: readonly number[];
  /** Shown to the URL's own origin, and to no other. */
  readonly clientCertificate?: ClientCertificate;

  /**
   * All headers of one hop, except `host` and `connection`. Ask anew for each redirect: another origin gets no secret and
   * no cookie of this one, and a signature holds for one address. No promise where nothing has to be waited for.
   */
  headersFor(hop: Hop): RequestHeaders | Promise<RequestHeaders>;

  /** Must be told of each hop's answer: cookies are kept, and a secret that was refused is read again the next time. */
  noteAnswer(answer: HopAnswer): void;
}

/** The request's own address, or that of a redirect. */
export interface Hop {
  readonly method: HttpRequest['method'];
  readonly url: URL;
  /** Absent where a redirect has turned the request into a GET. */
  readonly body?: Uint8Array;
}

export interface HopAnswer {
  readonly url: URL;
  readonly status: number;
  /** The values of its `set-cookie` lines. */
  readonly setCookies: readonly string[];
}

/** Names in lower case. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** Both in PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}
