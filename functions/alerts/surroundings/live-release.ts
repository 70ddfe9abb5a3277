import type { ReleaseStore } from '../../releases/release-store.ts';
import type { LiveRelease } from './surroundings.ts';

/** What users get now; undefined before the first release is live. */
export async function liveRelease(
  releases: Pick<ReleaseStore, 'current' | 'deploymentsOf'>,
): Promise<LiveRelease | undefined> {
  const current = await releases.current();
  if (!current) return undefined;
  const { releaseId: id, commit, since: liveAt } = current;
  const deployments = await releases.deploymentsOf(id);
  const previous = deployments.findLast((each) => each.liveAt === liveAt)?.previousReleaseId;
  return {
    id,
    ...(commit !== undefined && { commit }),
    liveAt,
    ...(previous !== undefined && previous !== id && { previous }),
  };
}
