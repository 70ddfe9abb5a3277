/** `Retry-After` in milliseconds from now: seconds, or a date. Undefined where it is neither. */
export function retryAfterHeader(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d{1,9}$/.test(text)) return 1_000 * Number(text);
  // A date as HTTP writes it: `Mon, 23 Nov 2026 22:15:00 GMT`; `Date.parse` alone would take `-5` for a year.
  if (!/^[A-Z][a-z]+,? .*\d{2}:\d{2}:\d{2}/.test(text)) return undefined;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
