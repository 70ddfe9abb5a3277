import type { Mark, StartedMark } from './mark.ts';
import { type Deployment, end, goLive, start } from './release.ts';

/** What is deployed in a stage, and what is on its way. */
export interface Standing {
  readonly live?: Deployment;
  readonly rolling?: Deployment;
  /** Releases that users have had, the latest last. */
  readonly lived: readonly string[];
}

export interface Step {
  readonly standing: Standing;
  /** Deployments that the mark made or changed. */
  readonly changed: readonly Deployment[];
}

/** Enough to tell "an earlier release is back" from "a newer one came". */
const LIVED_KEPT = 40;

/** What one mark makes of what stands. */
export function apply(standing: Standing, mark: Mark): Step {
  switch (mark.kind) {
    case 'started':
      return applyStarted(standing, mark);
    case 'live':
      return applyLive(standing, mark);
    case 'ended':
      return applyEnded(standing, mark);
  }
}

function applyStarted({ rolling, ...settled }: Standing, mark: StartedMark): Step {
  const abandoned = rolling ? [end(rolling, 'rolled_back', mark.at)] : [];
  const begun = start(named(mark), mark.at, settled.live);
  if (rolling && isTakenBack(rolling, settled.live, mark)) {
    const step = replaceLive(settled, begun, mark.at);
    return { ...step, changed: [...abandoned, ...step.changed] };
  }
  return { standing: { ...settled, rolling: begun }, changed: [...abandoned, begun] };
}

/**
 * CloudFormation takes back a deployment that never went live. It will not touch the `live` resource, which still names
 * the older release, so that no further mark comes.
 */
function isTakenBack(rolling: Deployment, live: Deployment | undefined, mark: StartedMark) {
  return rolling.releaseId === mark.replaces && live?.releaseId === mark.releaseId;
}

function applyLive(standing: Standing, mark: Mark): Step {
  const { rolling, ...settled } = standing;
  if (rolling?.releaseId === mark.releaseId) return replaceLive(settled, rolling, mark.at);
  if (settled.live?.releaseId === mark.releaseId) return { standing, changed: [] };
  return replaceLive(standing, start(named(mark), mark.at, settled.live), mark.at);
}

function replaceLive({ live: previous, ...rest }: Standing, next: Deployment, at: string): Step {
  const live = goLive(next, at);
  const lived = [...rest.lived.filter((each) => each !== next.releaseId), next.releaseId];
  const standing = { ...rest, live, lived: lived.slice(-LIVED_KEPT) };
  if (!previous) return { standing, changed: [live] };
  const isBack = previous.releaseId !== next.releaseId && rest.lived.includes(next.releaseId);
  const ended = end(previous, isBack ? 'rolled_back' : 'superseded', at);
  return { standing, changed: [ended, live] };
}

function applyEnded(standing: Standing, mark: Mark): Step {
  const { rolling, ...settled } = standing;
  if (rolling?.releaseId === mark.releaseId) {
    return { standing: settled, changed: [end(rolling, 'rolled_back', mark.at)] };
  }
  const { live, ...rest } = standing;
  if (live?.releaseId === mark.releaseId) {
    return { standing: rest, changed: [end(live, 'superseded', mark.at)] };
  }
  return { standing, changed: [] };
}

function named({ markId, releaseId, commit }: Mark): Parameters<typeof start>[0] {
  return { deploymentId: markId, releaseId, ...(commit === undefined ? {} : { commit }) };
}
