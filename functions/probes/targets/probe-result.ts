/** What one tick says of one target. */
export interface ProbeResult {
  readonly probe: string;
  /** When its last attempt began, ISO 8601. */
  readonly at: string;
  /** `degraded` is up with a warning; `unknown`: the prober failed, which says nothing of the target. */
  readonly outcome: Outcome;
  /** Why, in words that a person who is woken by it understands. */
  readonly sentence: string;
  readonly status?: number;
  /**
   * From the sent request, on an open connection, to the headers of its answer; of a journey the sum of its steps; of TCP
   * and TLS the time to connect; of DNS that of the look-up. Absent where there was none, or where the prober was late.
   */
  readonly latencyMs?: number;
  readonly phases: Phases;
  /** 2 when a failure was confirmed. 0 when nothing was sent. */
  readonly attempts: number;
  /** Of the server, wherever TLS was spoken. */
  readonly certificate?: CertificateFacts;
  /** What a health answer (`application/health+json`) said of its parts. */
  readonly checks?: readonly HealthCheck[];
  /** Of a journey, as far as it came. */
  readonly steps?: readonly StepResult[];
  /** Within a maintenance window. */
  readonly maintenance?: true;
  /** Of a heartbeat that never beat, and need not have yet: `unknown`, though nothing failed. */
  readonly notYet?: true;
}

export type Outcome = 'up' | 'degraded' | 'down' | 'unknown';

/** How long each part of the last exchange took, in milliseconds. A part that did not happen is absent. */
export interface Phases {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the request, on an open connection, to the headers of its answer. */
  readonly firstByteMs?: number;
  readonly transferMs?: number;
  /** For the part that did not end: until it was given up. */
  readonly waitedMs?: number;
}

export interface CertificateFacts {
  /** Whole days; negative once it has expired. */
  readonly daysLeft: number;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly subject: string;
  readonly issuer: string;
}

/** One of a health answer's checks (draft-inadarei-api-health-check-06). */
export interface HealthCheck {
  readonly name: string;
  readonly status: 'pass' | 'warn' | 'fail';
  readonly observedValue?: string;
  readonly output?: string;
}

export interface StepResult {
  readonly name: string;
  readonly outcome: Outcome;
  readonly sentence: string;
  readonly status?: number;
  readonly phases: Phases;
}
