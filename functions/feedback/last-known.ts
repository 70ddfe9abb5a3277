import type { NowMs } from '../shared/clock.ts';

/** What is asked of it changes once in minutes at most; a post a second needs no read a second. */
const LIFETIME_MS = 10_000;

/**
 * Gives what a table says, at most ten seconds old. Feedback counts more than what goes with it, like the release that is
 * live: when that cannot be read it is what was known last, or nothing.
 */
export function lastKnown<Known>(
  read: () => Promise<Known | undefined>,
  now: NowMs,
  onFailure: (error: unknown) => void,
): () => Promise<Known | undefined> {
  let known: Known | undefined;
  let readAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (Math.abs(now() - readAtMs) < LIFETIME_MS) return known;
    try {
      known = await read();
      readAtMs = now();
    } catch (error) {
      onFailure(error);
    }
    return known;
  };
}
