/** The day of a moment in epoch milliseconds, in UTC: `2026-11-23`. */
export function isoDate(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
