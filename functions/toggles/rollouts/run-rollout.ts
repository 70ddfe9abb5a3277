import type { NowMs } from '../../shared/clock.ts';
import { Problem } from '../../shared/problem.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import { editToggles } from '../edits/edit-toggles.ts';
import { retryConflicts } from '../edits/retry-conflicts.ts';
import { rollOut } from '../edits/roll-out.ts';
import { exposureHour } from '../exposures/exposure-hour.ts';
import type { ExposureStore } from '../exposures/exposure-store.ts';
import { readStageToggles, stageToggleOf } from '../stage-toggles.ts';
import type { HistoryEntry } from '../store/change.ts';
import type { ToggleStore } from '../store/toggle-store.ts';
import { toggleOf } from '../toggle-document.ts';
import {
  advanceRollout,
  hindered,
  type RolloutAction,
  type RolloutObservation,
  stepBegun,
  withoutPending,
} from './advance-rollout.ts';
import { guardsOf, type WatchAlarms } from './guard-alarm.ts';
import { authorOf, type Rollout, stepOf } from './rollout.ts';
import { overrideOf } from './rollout-override.ts';
import { rolloutPercent } from './rollout-percent.ts';
import type { RolloutStore } from './rollout-store.ts';

export interface RolloutTools {
  readonly rollouts: RolloutStore;
  readonly toggles: ToggleStore;
  readonly exposures: Pick<ExposureStore, 'read'>;
  readonly watchAlarms: WatchAlarms;
  /** Tells the team that the rollout has come to a stop. May be called twice for one stop, after a crash. */
  readonly tell: (rollout: Rollout) => Promise<void>;
  /** What was decided, and what is waited for. */
  readonly note: (rollout: Rollout, reason: string) => void;
  readonly nowMs: NowMs;
}

/** Longer than any run takes: what a crashed one held is free again in time for the next but one. */
export const LEASE_MS = 60_000;

/** Of a toggle: a rollout's own steps are among them. */
const LATEST_CHANGES = 30;

/**
 * Looks at one rollout and takes it at most one step on. Undefined where another run has it, or where a person steered
 * it meanwhile: then theirs counts, and the next run looks again.
 *
 * @param owner - of the lease: no other run has the same
 */
export async function runRollout(
  key: string,
  owner: string,
  tools: RolloutTools,
): Promise<Rollout | undefined> {
  const { rollouts, nowMs } = tools;
  const lease = { owner, untilMs: nowMs() + LEASE_MS };
  const rollout = await rollouts.lease(key, lease, nowMs());
  if (!rollout) return undefined;
  try {
    return await tellOnce(await takeStep(rollout, tools), tools);
  } catch (error) {
    if (error instanceof Problem && error.code === 'rollout_conflict') return undefined;
    throw error;
  } finally {
    await rollouts.release(key, owner).catch(() => undefined); // it runs out by itself
  }
}

/** Stored first and done then: when a crash comes between the two, the next run does it. */
async function takeStep(rollout: Rollout, tools: RolloutTools): Promise<Rollout> {
  const seen = await observe(rollout, tools);
  const decision = advanceRollout(rollout, seen);
  const isNew = decision.rollout !== rollout;
  const stored = isNew ? await tools.rollouts.save(decision.rollout) : rollout;
  tools.note(stored, decision.reason);
  if (!decision.action) return stored;
  const next = await carryOut(decision.action, stored, seen, tools);
  return next === stored ? stored : tools.rollouts.save(next);
}

async function observe(rollout: Rollout, tools: RolloutTools): Promise<RolloutObservation> {
  const { key } = rollout;
  const nowMs = tools.nowMs();
  const from = exposureHour(Math.min(Date.parse(rollout.since), nowMs));
  const [state, history, exposures] = await Promise.all([
    readStageToggles(tools.toggles),
    tools.toggles.history({ key, limit: LATEST_CHANGES }),
    unlessDown(tools.exposures.read({ from, to: exposureHour(nowMs), key })),
  ]);
  const found = stageToggleOf(state, key);
  const alarms = await tools.watchAlarms(guardsOf(found?.toggle.metadata));
  return { nowMs, alarms, exposures, ...found, ...changesBy(rollout, history) };
}

/** What the history tells of others, and of what this rollout did just before it crashed. */
function changesBy(rollout: Rollout, history: readonly HistoryEntry[]) {
  const { who } = authorOf(rollout);
  const decidedAt = rollout.events.at(-1)?.at ?? rollout.startedAt;
  const other = history.find((entry) => entry.who !== who);
  return {
    changedAtMs: other && Date.parse(other.at),
    isKillDone: history.some(
      (entry) => entry.who === who && entry.kind === 'kill' && entry.at >= decidedAt,
    ),
  };
}

/** Undefined while the table does not answer. */
async function unlessDown<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}

/** Gives the rollout as it is afterwards: the very same one where it has to be tried again. */
async function carryOut(
  action: RolloutAction,
  rollout: Rollout,
  seen: RolloutObservation,
  tools: RolloutTools,
): Promise<Rollout> {
  if (action.kind === 'kill') {
    await tools.toggles.kill(rollout.key, action.variant, authorOf(rollout));
    return withoutPending(rollout);
  }
  try {
    const isServed = await setPercent(rollout, tools.toggles);
    const { exposures = [] } = seen;
    return isServed ? stepBegun(rollout, { exposures, nowMs: tools.nowMs() }) : rollout;
  } catch (error) {
    const { percent } = stepOf(rollout);
    if (!(error instanceof Problem) || error.code !== 'toggle_invalid') throw error;
    return hindered(rollout, `${percent} % cannot be set: ${error.message}`, tools.nowMs());
  }
}

/** Whether the toggle serves the percentage now. What people did since it was looked at stays. */
function setPercent(rollout: Rollout, toggles: ToggleStore): Promise<boolean> {
  const { key, variant } = rollout;
  const { percent } = stepOf(rollout);
  return retryConflicts(async () => {
    const { kills = {} } = (await toggles.readHead()) ?? {};
    if (Object.hasOwn(kills, key)) return false; // the next run sees it, and pauses
    const { document } = await editToggles(
      toggles,
      (latest) => {
        const toggle = toggleOf(latest, key);
        if (!toggle || overrideOf(rollout, { toggle }) !== undefined) return undefined;
        return rollOut(latest, key, percent, variant);
      },
      authorOf(rollout),
    );
    const toggle = toggleOf(document, key);
    return toggle !== undefined && rolloutPercent(toggle, variant) === percent;
  });
}

/** Told first and noted then: rather twice than never. */
async function tellOnce(rollout: Rollout, { tell, rollouts }: RolloutTools): Promise<Rollout> {
  if (!rollout.untold) return rollout;
  await tell(rollout);
  return rollouts.save({ ...rollout, untold: false });
}
