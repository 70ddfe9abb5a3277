import type { ReleaseStore } from '../releases/release-store.ts';

/**
 * Tells the current release's id. While the table cannot be read it is the last one that was: a result without a release is
 * better than no result.
 */
export function createKnownRelease(
  store: Pick<ReleaseStore, 'current'>,
  report: (error: unknown) => void,
): () => Promise<string | undefined> {
  let known: string | undefined;
  return async () => {
    try {
      known = (await store.current())?.releaseId;
    } catch (error) {
      report(error);
    }
    return known;
  };
}
