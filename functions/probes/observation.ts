/** What one attempt saw. Of a target's own words only the host of a refused redirect reaches a log. */
export type Observation = Answered | Failed;

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly phases: Phases;
  /** How many redirects were followed. */
  readonly redirects: number;
  /** The body was longer than what is read of one. */
  readonly isTruncated: boolean;
}

export interface Failed {
  readonly kind: 'failed';
  /** Node's code, e.g. `ECONNREFUSED`, or one of ours. */
  readonly code: string;
  readonly message: string;
  /** Present when the headers came, and the body broke off. */
  readonly status?: number;
  /** As far as it went. */
  readonly phases: Phases;
}

/** How long each part of the last exchange took, in milliseconds. A part that did not happen is absent. */
export interface Phases {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the request, on an open connection, to the headers of its answer. */
  readonly firstByteMs?: number;
  readonly transferMs?: number;
}

/** Codes of failures that are ours, not Node's. */
export const GAVE_UP = 'GAVE_UP';
export const TOO_MANY_REDIRECTS = 'TOO_MANY_REDIRECTS';
export const BAD_REDIRECT = 'BAD_REDIRECT';
