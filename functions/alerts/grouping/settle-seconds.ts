import type { Alert, ServiceState } from '../alert.ts';

const WITHIN_MS = 3_600_000;

/** Longer than that no repetition makes it. */
const LONGEST_S = 900;

/** More do not change the result. */
const MOST_ENDS = 10;

/**
 * So long no alarm may fire before an alert is over, in seconds: twice as long for each alert of the service that ended in the
 * hour before it opened, so that what comes and goes all day is a handful of alerts.
 */
export function settleSecondsOf(
  { openedAt }: Pick<Alert, 'openedAt'>,
  { recentEnds = [] }: Pick<ServiceState, 'recentEnds'>,
  settleSeconds: number,
): number {
  const since = Date.parse(openedAt) - WITHIN_MS;
  const count = recentEnds.filter((end) => Date.parse(end) > since).length;
  return Math.max(settleSeconds, Math.min(LONGEST_S, settleSeconds * 2 ** count));
}

export function withEnd({ recentEnds = [] }: ServiceState, end: string): readonly string[] {
  return [...recentEnds, end].slice(-MOST_ENDS);
}
