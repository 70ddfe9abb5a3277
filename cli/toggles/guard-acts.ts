import { Problem } from '../../functions/shared/problem.ts';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { withoutPending } from '../../functions/toggles/rollouts/advance-rollout.ts';
import { planRollout } from '../../functions/toggles/rollouts/plan-rollout.ts';
import {
  type Rollout,
  type RolloutStep,
  stepOf,
} from '../../functions/toggles/rollouts/rollout.ts';
import {
  abortRollout,
  endRollout,
  pauseRollout,
  resumeRollout,
} from '../../functions/toggles/rollouts/steer-rollout.ts';
import type { Author } from '../../functions/toggles/store/change.ts';
import { readLatest } from '../../functions/toggles/store/read-latest.ts';
import { safeVariantOf } from '../../functions/toggles/toggle.ts';
import type { GuardStage } from './guard-stage.ts';

export type Steer = 'pause' | 'resume' | 'end' | 'abort';

/** The runs of each minute save as well: each time, one of them got ahead. */
const MAX_ATTEMPTS = 5;

/** What a start would store, or the reason why it cannot. */
export async function plannedStart(
  stage: GuardStage,
  request: { readonly steps: readonly RolloutStep[]; readonly variant?: string },
  author: Author,
): Promise<Rollout> {
  const { key, atMs } = stage;
  requireToggle((await readLatest(stage.toggles)).document, key);
  const now = await stage.toggleNow();
  const rollout = planRollout({ key, ...request, author, nowMs: atMs }, now);
  await stage.refuseWithoutGuards(now.toggle);
  return rollout;
}

/** The rollout as it will be, or the reason why it cannot. */
export async function steered(stage: GuardStage, steer: Steer, author: Author): Promise<Rollout> {
  const rollout = await stage.rollout();
  const by = { ...author, nowMs: stage.atMs };
  if (steer === 'pause') return pauseRollout(rollout, by);
  if (steer === 'end') return endRollout(rollout, by);
  if (steer === 'abort') return abortRollout(rollout, by);
  const now = await stage.toggleNow();
  const resumed = resumeRollout(rollout, now, by);
  await stage.refuseWithoutGuards(now.toggle);
  return resumed;
}

/** Stored first; where a kill goes with it and this process dies, the run of the next minute does it. */
export async function storeSteered(
  stage: GuardStage,
  steer: Steer,
  author: Author,
  attempt = 1,
): Promise<Rollout> {
  const next = await steered(stage, steer, author);
  try {
    const stored = await stage.rollouts.save(next);
    return stored.pending === 'kill' ? await killNow(stage, stored, author) : stored;
  } catch (error) {
    if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw error;
    return storeSteered(stage, steer, author, attempt + 1);
  }
}

/** An abort that somebody has agreed to: the toggle is killed also where the rollout has come to its end meanwhile. */
export async function storeAborted(stage: GuardStage, author: Author): Promise<Rollout> {
  try {
    return await storeSteered(stage, 'abort', author);
  } catch (error) {
    if (!isConflict(error)) throw error;
    await killUnlessKilled(stage, author);
    return stage.rollout();
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Problem && error.code === 'rollout_conflict';
}

/** What users will notice, and when. */
export function effectOf(rollout: Rollout, steer: Steer | 'start'): readonly string[] {
  const { key, variant, steps, step } = rollout;
  const { percent, bakeMs, minExposures } = stepOf(rollout);
  const later = steps.slice(step + 1).map((each) => `${each.percent} %`);
  const then = later.length > 0 ? `, then ${later.join(', ')}` : '';
  switch (steer) {
    case 'start':
    case 'resume':
      return [
        `${key}: ${variant} to ${percent} % within a minute${then}`,
        `each for ${Math.round(bakeMs / 60_000)} min and ${minExposures} exposures at least, while its alarms are OK`,
        'an alarm kills it: everybody gets the safe variant',
      ];
    case 'abort':
      return [`${key}: killed, everybody gets the safe variant`];
    default:
      return [`${key}: ${variant} stays at ${rollout.servedPercent} %`];
  }
}

async function killNow(stage: GuardStage, rollout: Rollout, author: Author): Promise<Rollout> {
  await killUnlessKilled(stage, author);
  const latest = await stage.rollouts.find(stage.key);
  if (latest?.pending !== 'kill') return latest ?? rollout; // a run of this minute was faster
  return stage.rollouts.save(withoutPending(latest));
}

async function killUnlessKilled(stage: GuardStage, author: Author): Promise<void> {
  const { toggle, kill } = await stage.toggleNow();
  if (toggle && !kill) await stage.toggles.kill(stage.key, safeVariantOf(toggle), author);
}
