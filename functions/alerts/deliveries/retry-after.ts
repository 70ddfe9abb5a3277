/** Mean waits of the sixteen attempts add up to about an hour: full jitter halves them. */
export const MOST_ATTEMPTS = 16;

const FIRST_MS = 5_000;
const LONGEST_MS = 900_000;

/** A receiver may ask for more patience, but not without end. */
const LONGEST_ASKED_MS = 3_600_000;

/**
 * How long to wait after so many failed attempts, in milliseconds: anything up to a limit that doubles, so that those who failed
 * together do not come back together; never less than the receiver asked for.
 *
 * @param random - from 0 to below 1
 */
export function retryAfterMs(attempts: number, random: number, askedMs = 0): number {
  const limit = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.max(Math.round(random * limit), Math.min(askedMs, LONGEST_ASKED_MS));
}
