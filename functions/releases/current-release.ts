import type { CurrentRelease, Deployment } from './release.ts';

/** What a live deployment says about what users get. */
export function currentReleaseOf(live: Deployment | undefined): CurrentRelease | undefined {
  if (!live) return undefined;
  return {
    releaseId: live.releaseId,
    ...(live.commit === undefined ? {} : { commit: live.commit }),
    since: live.liveAt ?? live.startedAt,
  };
}
