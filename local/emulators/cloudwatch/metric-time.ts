/** The end of the last year with four digits. */
const LATEST_MS = Date.UTC(10_000, 0);

/** Whether a measurement can be at this time: a real date, none of the far ones that other units of time come out as. */
export function isMetricTime(atMs: number): boolean {
  return atMs >= 0 && atMs < LATEST_MS;
}
