import { isoTime } from '../../shared/clock.ts';
import { Problem } from '../../shared/problem.ts';
import type { Author } from '../store/change.ts';
import { withoutPending } from './advance-rollout.ts';
import { isWatched, type Rollout, stepOf, withEvent } from './rollout.ts';
import type { ToggleNow } from './rollout-override.ts';
import { rolloutPercent } from './rollout-percent.ts';

/** What a person does to a rollout, and when. */
export interface Steering extends Author {
  readonly nowMs: number;
}

/** It stands where it is, and an alarm still aborts it. Throws `rollout_conflict` unless it is running. */
export function pauseRollout(rollout: Rollout, by: Steering): Rollout {
  if (rollout.state !== 'running') throw conflict(`it is ${rollout.state}, not running`);
  return steered(rollout, by, 'paused', { state: 'paused', untold: true });
}

/**
 * Goes on from what the toggle serves now, which people may have changed: at the first step that is not below it, whose
 * time begins anew. Also after an abort, once the kill was lifted. Throws `rollout_conflict` where it cannot.
 */
export function resumeRollout(rollout: Rollout, now: ToggleNow, by: Steering): Rollout {
  const { key, variant, state, pending } = rollout;
  if (state === 'running' || state === 'finished') throw conflict(`it is ${state}`);
  if (pending === 'kill') throw conflict('it is being aborted: try again in a minute');
  const servedPercent = percentToGoOnFrom(rollout, now);
  const step = rollout.steps.findIndex(({ percent }) => percent >= servedPercent);
  if (step < 0)
    throw conflict(`${key} serves ${variant} to ${servedPercent} %, above its last step`);
  const since = isoTime(by.nowMs);
  const goingOn = { step, servedPercent, since, state: 'running', pending: 'percent' } as const;
  const { percent } = stepOf({ ...rollout, step });
  const reason = `step ${step + 1} of ${rollout.steps.length}: ${variant} to ${percent} %, resumed: ${by.why}`;
  const event = { at: since, who: by.who, what: reason };
  return withEvent(rollout, event, { ...goingOn, untold: false });
}

/** Over, and the toggle stays as it is. Throws `rollout_conflict` where it is over already. */
export function endRollout(rollout: Rollout, by: Steering): Rollout {
  if (!isWatched(rollout)) throw conflict(`it is ${rollout.state} already`);
  return steered(withoutPending(rollout), by, 'ended', { state: 'ended', untold: true });
}

/** Over, and the toggle is yet to be killed. Throws `rollout_conflict` where it is over already. */
export function abortRollout(rollout: Rollout, by: Steering): Rollout {
  if (!isWatched(rollout)) throw conflict(`it is ${rollout.state} already`);
  const difference = { state: 'aborted', pending: 'kill', untold: true } as const;
  return steered(rollout, by, 'aborted', difference);
}

function percentToGoOnFrom({ key, variant }: Rollout, { toggle, kill }: ToggleNow): number {
  if (!toggle) throw conflict(`${key} was removed`);
  if (kill) throw conflict(`${kill.who} killed ${key}: afterprod toggles restore ${key} first`);
  if (toggle.state === 'DISABLED') throw conflict(`${key} is disabled`);
  const percent = rolloutPercent(toggle, variant);
  if (percent === undefined) throw conflict(`the rules of ${key} end in no percentage`);
  return percent;
}

function steered(
  rollout: Rollout,
  { who, why, nowMs }: Steering,
  did: string,
  difference: Partial<Rollout>,
): Rollout {
  const event = { at: isoTime(nowMs), who, what: `${did}: ${why}` };
  return withEvent(rollout, event, { reason: `${did} by ${who}: ${why}`, ...difference });
}

function conflict(what: string): Problem {
  return new Problem('rollout_conflict', `The rollout cannot do this: ${what}`);
}
