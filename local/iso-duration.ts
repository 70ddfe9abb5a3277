const PATTERN =
  /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const UNIT_MS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000] as const;

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined for any other text. */
export function isoDurationMs(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  return UNIT_MS.reduce((total, unitMs, at) => total + Number(match[at + 1] ?? 0) * unitMs, 0);
}
