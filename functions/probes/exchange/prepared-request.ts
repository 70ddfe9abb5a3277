import type { HttpRequest } from '../targets/http-request.ts';

/** A request with all that its authentication adds, ready to be sent. */
export interface PreparedRequest {
  readonly method: HttpRequest['method'];
  readonly url: string;
  /** Sent wherever redirects lead. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that only the URL's own origin may see: credentials, and all values that are secrets. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** What we identify ourselves with in a TLS handshake, PEM. Only for the URL's own origin. */
  readonly client?: ClientCertificate;
  readonly maxRedirects: number;
  readonly ports: readonly number[];
  /** Called when the answer was 401 or 403: what was sent may be out of date. */
  readonly onRefused?: () => void;
}

export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Adds to a request what its `auth` and its headers by reference ask for. Rejects when it cannot, which says nothing of the
 * target; the message is shown, so it holds no secret.
 */
export type Authenticate = (request: HttpRequest) => Promise<PreparedRequest>;
