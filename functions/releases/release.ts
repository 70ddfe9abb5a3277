type ReleaseStatus = 'deploying' | 'live' | 'superseded' | 'rolled_back';

/** One deployment of one release into one stage. Deploying N-1 again is a new deployment of the old release. */
export interface Deployment {
  readonly deploymentId: string;
  readonly releaseId: string;
  /** Absent where the sources are in no repository: the release id is then a hash of their content. */
  readonly commit?: string;
  /** `superseded` by a newer release; `rolled_back` when it never went live, or an earlier release took its place again. */
  readonly status: ReleaseStatus;
  /** ISO 8601 in UTC, as all times of a release. */
  readonly startedAt: string;
  readonly liveAt?: string;
  readonly endedAt?: string;
  /** What was live when this deployment began. */
  readonly previousReleaseId?: string;
}

/** What users get now. */
export interface CurrentRelease {
  readonly releaseId: string;
  readonly commit?: string;
  readonly since: string;
}

/** Begins a deployment while `live` is what users get. */
export function start(
  release: Pick<Deployment, 'deploymentId' | 'releaseId' | 'commit'>,
  at: string,
  live?: Deployment,
): Deployment {
  return {
    ...release,
    status: 'deploying',
    startedAt: at,
    ...(live ? { previousReleaseId: live.releaseId } : {}),
  };
}

/** Users get it from now on. */
export function goLive(deployment: Deployment, at: string): Deployment {
  return { ...deployment, status: 'live', liveAt: at };
}

/** Users get it no longer, or never will. */
export function end(
  deployment: Deployment,
  status: 'superseded' | 'rolled_back',
  at: string,
): Deployment {
  return { ...deployment, status, endedAt: at };
}
