import type { CertificateFacts, Phases } from '../targets/probe-result.ts';

/** An attempt that got no whole answer, and how far it came. */
export interface Failed {
  readonly kind: 'failed';
  /** Node's code, e.g. `ECONNREFUSED`, or one of ours. */
  readonly code: string;
  readonly message: string;
  /** What it was doing when it failed. */
  readonly during: Stage;
  /** Present when the headers came, and the body broke off. */
  readonly status?: number | undefined;
  /** Of a certificate that was not accepted. */
  readonly certificate?: CertificateFacts | undefined;
  /** As far as it went. */
  readonly phases: Phases;
}

export type Stage = 'resolve' | 'connect' | 'handshake' | 'answer' | 'body';

/** Codes of failures that are ours, not Node's. */
export const GAVE_UP = 'GAVE_UP';
export const TOO_MANY_REDIRECTS = 'TOO_MANY_REDIRECTS';
export const BAD_REDIRECT = 'BAD_REDIRECT';
export const BAD_ENCODING = 'BAD_ENCODING';
export const UPGRADE = 'UPGRADE';

/** A failure before anything was sent. */
export function failedBefore(code: string, message: string): Failed {
  return { kind: 'failed', code, message, during: 'connect', phases: {} };
}

/** Where a family of addresses has no route, what became of the others says more. */
const NO_ROUTE: readonly string[] = ['EADDRNOTAVAIL', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Node's code of an error, or its name where it has none. A name with several addresses fails with an error of each. */
export function codeOf(error: Error): string {
  const codes = errorsOf(error).map((each) => (isCoded(each) ? each.code : each.name));
  return codes.find((code) => !NO_ROUTE.includes(code)) ?? codes[0] ?? error.name;
}

function errorsOf(error: Error & { readonly errors?: unknown }): readonly Error[] {
  return Array.isArray(error.errors) ? error.errors : [error];
}

/** Whether Node says what went wrong, and not our own code. */
export function isCoded(error: unknown): error is Error & { readonly code: string } {
  return (
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
  );
}
