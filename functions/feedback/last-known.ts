import type { NowMs } from '../shared/clock.ts';

/** What is asked of it changes once in minutes at most; a post a second needs no read a second. */
const LIFETIME_MS = 10_000;

/** Whoever asks next must not wait for the same table in vain. */
const FAILURE_LIFETIME_MS = 5_000;

/**
 * Gives what a table says, at most ten seconds old unless told otherwise. Feedback counts more than what goes with it, like
 * the release that is live: when that cannot be read it is what was known last, or nothing.
 */
export function lastKnown<Known>(
  read: () => Promise<Known | undefined>,
  now: NowMs,
  onFailure: (error: unknown) => void,
  lifetimeMs: number = LIFETIME_MS,
): () => Promise<Known | undefined> {
  let known: Known | undefined;
  let askedAtMs = 0;
  let lastingMs = 0;
  return async () => {
    if (Math.abs(now() - askedAtMs) < lastingMs) return known;
    try {
      known = await read();
      lastingMs = lifetimeMs;
    } catch (error) {
      onFailure(error);
      lastingMs = FAILURE_LIFETIME_MS;
    }
    askedAtMs = now();
    return known;
  };
}
