const HOUR_MS = 3_600_000;

export const DAY_MS = 24 * HOUR_MS;

/** Results can be read for a day, and one hour more by those who fold the last full hours. */
export const RESULTS_KEPT_MS = DAY_MS + HOUR_MS;

/** Today is one of them. */
export const DAYS_KEPT = 90;

/** An epoch second after which DynamoDB may delete what was kept at that moment. */
export function expiryOf(keptAt: Date, keptMs: number): number {
  return Math.ceil((keptAt.getTime() + keptMs) / 1000);
}
