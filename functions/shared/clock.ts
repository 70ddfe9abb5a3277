/** Wall time in epoch milliseconds. Passed in wherever a decision depends on it, so that tests can set it. */
export type NowMs = () => number;

/** Wall time, not a monotonic clock: that one stands still while a container is frozen. */
export const systemNow: NowMs = () => Date.now();

/** Epoch milliseconds as people and tables read them: `2026-11-23T09:45:00.000Z`. */
export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
