/** Whoever waits for a letter while the browser works for it. */
export interface Waiter {
  /** The work takes about so long. Told once, where there is any. */
  tell(seconds: number): void;
  /** Aborted when they would rather have the letter back. */
  readonly signal: AbortSignal;
}
