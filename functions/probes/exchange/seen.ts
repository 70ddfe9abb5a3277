import type { CertificateFacts, Phases } from '../targets/probe-result.ts';

/** What one attempt saw of a target that answered: what its expectations are held against. */
export type Seen = SeenHttp | SeenTcp | SeenTls | SeenDns;

interface SeenBase {
  /** Of the last exchange. */
  readonly phases: Phases;
  /** What is published as latency, see `ProbeResult`; undefined where that part was not measured. */
  readonly latencyMs: number | undefined;
  /** From the first look-up to the last byte, with all redirects. */
  readonly totalMs: number;
}

export interface SeenHttp extends SeenBase {
  readonly kind: 'http';
  /** That answered, after all redirects. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case; several lines of one name are joined by `, `. */
  readonly headers: ReadonlyMap<string, string>;
  /** The lines of `set-cookie`, one each. */
  readonly setCookies: readonly string[];
  /** As far as it was read, at most 256 kB, unpacked. Any bytes: nobody says that they are text. */
  readonly body: Uint8Array;
  /** There was more of the body. */
  readonly isTruncated: boolean;
  /** How many were followed. */
  readonly redirects: number;
  /** Over https. */
  readonly certificate?: CertificateFacts | undefined;
}

/** A connection was accepted. */
export interface SeenTcp extends SeenBase {
  readonly kind: 'tcp';
}

/** A handshake was made, with a chain and a name that hold. */
export interface SeenTls extends SeenBase {
  readonly kind: 'tls';
  readonly certificate: CertificateFacts;
}

export interface SeenDns extends SeenBase {
  readonly kind: 'dns';
  /** Each as text, e.g. `10 mail.example.com` of an MX record; at least one. */
  readonly records: readonly string[];
}
