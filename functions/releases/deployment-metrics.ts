import type { Deployment } from './release.ts';

/** How many deployments a mark began and ended, and how many releases it brought to users. Zeros are left out. */
export interface DeploymentMetrics {
  readonly DeploymentsBegun?: number;
  readonly DeploymentsEnded?: number;
  readonly ReleasesLive?: number;
}

/** What one mark is counted as, by the deployments that it changed: none, when it came twice. */
export function deploymentMetrics(changed: readonly Deployment[]): DeploymentMetrics {
  const begun = changed.filter(({ status }) => status === 'deploying').length;
  const live = changed.filter(({ status }) => status === 'live').length;
  const abandoned = changed.filter((each) => each.status === 'rolled_back' && !each.liveAt).length;
  // One that CloudFormation took back ends once, though the release before it is live again at that moment.
  const ended = abandoned > 0 ? abandoned : live;
  return {
    ...(begun > 0 && { DeploymentsBegun: begun }),
    ...(ended > 0 && { DeploymentsEnded: ended }),
    ...(live > 0 && { ReleasesLive: live }),
  };
}
