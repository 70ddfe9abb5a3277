import type { NowMs } from '../shared/clock.ts';

/** A release goes live once in minutes at most; a post a second needs no read a second. */
const LIFETIME_MS = 10_000;

/**
 * Gives what is known of releases, at most ten seconds old. Feedback counts more than its release: when that cannot be
 * read it is what was known last, or nothing.
 */
export function cachedRelease<Known>(
  read: () => Promise<Known | undefined>,
  now: NowMs,
  onFailure: (error: unknown) => void,
): () => Promise<Known | undefined> {
  let release: Known | undefined;
  let readAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (Math.abs(now() - readAtMs) < LIFETIME_MS) return release;
    try {
      release = await read();
      readAtMs = now();
    } catch (error) {
      onFailure(error);
    }
    return release;
  };
}
