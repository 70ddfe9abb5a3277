import { isoTime } from '../../shared/clock.ts';
import { Problem } from '../../shared/problem.ts';
import { onVariantOf } from '../edits/on-off.ts';
import type { Author } from '../store/change.ts';
import type { Toggle } from '../toggle.ts';
import { guardsOf } from './guard-alarm.ts';
import type { Rollout, RolloutStep } from './rollout.ts';
import type { ToggleNow } from './rollout-override.ts';
import { rolloutPercent } from './rollout-percent.ts';

export interface RolloutRequest {
  readonly key: string;
  /** @default - `on`, or what is `true` */
  readonly variant?: string;
  readonly steps: readonly RolloutStep[];
  readonly author: Author;
  readonly nowMs: number;
}

const MOST_STEPS = 20;
const SHORTEST_BAKE_MS = 60_000;
const LONGEST_BAKE_MS = 14 * 86_400_000;
const MOST_EXPOSURES = 1_000_000_000;

/**
 * A rollout that is about to set its first percentage. Throws `rollout_invalid`, with the fix, where the plan breaks a
 * rule, where no alarm guards the toggle, or where the toggle cannot follow it as it is.
 */
export function planRollout(request: RolloutRequest, { toggle, kill }: ToggleNow): Rollout {
  const { key, steps, author, nowMs } = request;
  if (!toggle) throw new Problem('toggle_unknown', `There is no toggle '${key}'`);
  const variant = checkedVariant(request, toggle);
  if (kill)
    throw invalid(`${key} is killed by ${kill.who}: afterprod toggles restore ${key} first`);
  const servedPercent = followedFrom(key, toggle, variant);
  refuseFlaws(steps, servedPercent);
  const at = isoTime(nowMs);
  const reason = `step 1 of ${steps.length}: ${variant} to ${steps[0]?.percent} %, started: ${author.why}`;
  return {
    key,
    variant,
    steps,
    step: 0,
    state: 'running',
    pending: 'percent',
    servedPercent,
    since: at,
    baseline: 0,
    startedBy: author.who,
    startedAt: at,
    reason,
    events: [{ at, who: author.who, what: reason }],
    untold: false,
    version: 0,
  };
}

function checkedVariant({ key, variant }: RolloutRequest, toggle: Toggle): string {
  const known = Object.keys(toggle.variants).join(', ');
  const chosen = variant ?? onVariantOf(toggle);
  if (chosen === undefined) throw invalid(`${key} has no variant on: name one of ${known}`);
  if (Object.hasOwn(toggle.variants, chosen)) return chosen;
  throw invalid(`'${chosen}' is no variant of ${key}: use one of ${known}`);
}

/** The percentage that the plan goes on from. */
function followedFrom(key: string, toggle: Toggle, variant: string): number {
  if (guardsOf(toggle.metadata).length === 0) {
    throw invalid(
      `No alarm guards ${key}, so nothing could stop the rollout: name one in its guardedBy, e.g. afterprod toggles describe ${key} --guarded-by probe-page-availability`,
    );
  }
  if (toggle.state === 'DISABLED') {
    throw invalid(`${key} is disabled: afterprod toggles rollout ${key} 0% enables it for nobody`);
  }
  const percent = rolloutPercent(toggle, variant);
  if (percent !== undefined) return percent;
  throw invalid(`The rules of ${key} end in no percentage of ${variant}: simplify its last branch`);
}

function refuseFlaws(steps: readonly RolloutStep[], servedPercent: number): void {
  if (steps.length === 0 || steps.length > MOST_STEPS) {
    throw invalid(`A plan has 1 to ${MOST_STEPS} steps, not ${steps.length}`);
  }
  const [first] = steps;
  if (first && first.percent < servedPercent) {
    throw invalid(
      `It serves ${servedPercent} % already: begin the plan there, not at ${first.percent} %`,
    );
  }
  for (const [index, step] of steps.entries()) refuseFlaw(step, steps[index - 1]);
}

function refuseFlaw(step: RolloutStep, before: RolloutStep | undefined): void {
  const { percent, bakeMs, minExposures } = step;
  if (!isWhole(percent, 1, 100)) throw invalid(`A step is 1 to 100 whole per cent, not ${percent}`);
  if (before && percent <= before.percent) {
    throw invalid(
      `Each step is above the one before: ${percent} % comes after ${before.percent} %`,
    );
  }
  if (!isWhole(bakeMs, SHORTEST_BAKE_MS, LONGEST_BAKE_MS)) {
    throw invalid('A step bakes for a minute at least and 14 days at most');
  }
  if (!isWhole(minExposures, 1, MOST_EXPOSURES)) {
    throw invalid(`A step needs 1 to ${MOST_EXPOSURES} exposures, not ${minExposures}`);
  }
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function invalid(message: string): Problem {
  return new Problem('rollout_invalid', message);
}
