/** An asynchronous invocation that has been accepted and is not yet done. */
export interface PendingEvent {
  readonly requestId: string;
  readonly functionName: string;
  /** As asked for: an alias, a version, or `$LATEST`. */
  readonly qualifier?: string;
  /** Base64. */
  readonly payload: string;
  /** Driven time, epoch milliseconds. */
  readonly acceptedAtMs: number;
  /** Driven time of the next attempt. */
  readonly dueAtMs: number;
  /** Attempts that ran and failed. */
  readonly failedAttempts: number;
  /** Attempts that were throttled or met an outage; they do not count. */
  readonly refusals: number;
}
