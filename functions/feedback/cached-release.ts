import type { NowMs } from '../shared/clock.ts';

/** A release goes live once in minutes at most; a post a second needs no read a second. */
const LIFETIME_MS = 10_000;

/**
 * Gives the current release, at most ten seconds old. Feedback counts more than its release: when that cannot be read
 * it is the last one known, or none.
 */
export function cachedRelease(
  read: () => Promise<string | undefined>,
  now: NowMs,
  onFailure: (error: unknown) => void,
): () => Promise<string | undefined> {
  let release: string | undefined;
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
