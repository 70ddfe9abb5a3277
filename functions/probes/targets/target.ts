import type { Expectation } from './expectation.ts';
import type { HttpRequest } from './http-request.ts';

/** What is probed, and what a healthy answer is like. Written at synth, by `lib/`. */
export type Target =
  | HttpTarget
  | TcpTarget
  | DnsTarget
  | TlsTarget
  | JourneyTarget
  | HeartbeatTarget;

export interface TargetBase {
  /** Names its metrics; unique in its stage. */
  readonly name: string;
  /** The schedule that runs it, e.g. `rate-1m`. */
  readonly group: string;
  /** Within a run of a minute, so often. @default - once a run */
  readonly everySeconds?: 10 | 20 | 30;
  /** For the whole of one attempt. */
  readonly giveUpAfterMs: number;
  readonly expect: readonly Expectation[];
}

export interface HttpTarget extends TargetBase {
  readonly kind: 'http';
  readonly request: HttpRequest;
}

/** Whether a connection is accepted. */
export interface TcpTarget extends TargetBase {
  readonly kind: 'tcp';
  readonly host: string;
  readonly port: number;
}

export interface DnsTarget extends TargetBase {
  readonly kind: 'dns';
  readonly host: string;
  readonly record: RecordType;
}

export type RecordType = 'A' | 'AAAA' | 'CAA' | 'CNAME' | 'MX' | 'NS' | 'SRV' | 'TXT';

/** Chain, name and days left of a server's certificate. */
export interface TlsTarget extends TargetBase {
  readonly kind: 'tls';
  readonly host: string;
  readonly port: number;
}

/** Requests one after the other, each with the cookies and the variables of those before. */
export interface JourneyTarget extends TargetBase {
  readonly kind: 'journey';
  /** 1 to 10. */
  readonly steps: readonly JourneyStep[];
}

export interface JourneyStep {
  readonly name: string;
  readonly request: HttpRequest;
  readonly expect: readonly Expectation[];
  /** Variables for the steps after it, by name. */
  readonly extract: Readonly<Record<string, Extraction>>;
}

export type Extraction =
  /** A singular query of RFC 9535 whose value is a text, number or boolean. */
  | { readonly json: string }
  | { readonly header: string }
  /** The first group of an expression of RE2's syntax, or all that it matches. */
  | { readonly body: string };

/** A job that calls us. */
export interface HeartbeatTarget extends TargetBase {
  readonly kind: 'heartbeat';
  /** Between two beats. */
  readonly periodMs: number;
  /** Later than that by so much is late. */
  readonly graceMs: number;
}
