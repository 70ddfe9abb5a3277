import { Problem } from '../../functions/shared/problem.ts';
import type { HistoryEntry } from '../../functions/toggles/store/change.ts';
import { isToggleConflict } from '../../functions/toggles/store/conflict.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { meanwhileOf } from './meanwhile.ts';
import { isSamePlan, type Plan, planOf, type Work } from './plan.ts';

/** What was told, and done. */
export interface CarriedOut {
  readonly plan: Plan;
  /** Its place in the history. Undefined where nothing had to change. */
  readonly revision: number | undefined;
  /** What others did to a toggle that was killed, while somebody was asked. Newest first. */
  readonly meanwhile?: readonly HistoryEntry[];
}

/** Others who edit at once: each time, somebody else got ahead. */
const MAX_ATTEMPTS = 5;

/**
 * Tells the effect of an act, and does exactly that. Where somebody else was faster it is repeated, if its effect is still the
 * one that was told; else it rejects with `toggle_conflict`, naming the other's change. A kill is done whatever others have
 * changed: everybody gets the variant that was told.
 *
 * @param ask - rejects where it must not be done; true when people have had time to change something meanwhile
 */
export async function carryOut(
  work: Work,
  ask: (effect: readonly string[]) => Promise<boolean>,
): Promise<CarriedOut> {
  const plan = await planOf(work);
  if (plan.lines.length === 0) return { plan, revision: undefined };
  const wasAsked = await ask(plan.lines);
  if (wasAsked && plan.rehearsal.isKill) return killAsTold(plan, work);
  const current = wasAsked ? await again(plan, undefined, work) : plan;
  return { plan, revision: await perform(current, work) };
}

/** Where a rollout goes on while on-call reads the question, the kill is needed all the more. */
async function killAsTold(plan: Plan, work: Work): Promise<CarriedOut> {
  const revision = await perform(plan, work);
  const { docVersion, killVersion } = plan.before;
  const others = plan.effects.map(({ key }) =>
    meanwhileOf(work.store, { key, after: docVersion + killVersion, before: revision }),
  );
  return { plan, revision, meanwhile: (await Promise.all(others)).flat() };
}

async function perform(plan: Plan, work: Work, attempt = 1): Promise<number | undefined> {
  try {
    return await plan.rehearsal.repeatOn(work.store, work.author);
  } catch (error) {
    if (!isToggleConflict(error) || attempt === MAX_ATTEMPTS) throw error;
    return perform(await again(plan, error, work), work, attempt + 1);
  }
}

/** Reads afresh. What others did to other toggles is no reason to stop. */
async function again(plan: Plan, conflict: Problem | undefined, work: Work): Promise<Plan> {
  const fresh = await planOf(work);
  if (isSamePlan(plan, fresh)) return fresh;
  throw conflict ?? (await changedMeanwhile(plan, work.store));
}

/** Between the question and the answer. */
async function changedMeanwhile({ before }: Plan, store: ToggleStore): Promise<Problem> {
  const [latest] = await store.history({ limit: 1 });
  const isNew = latest !== undefined && latest.revision > before.docVersion + before.killVersion;
  const who = isNew ? ` by ${latest.who} (${latest.summary}; ${latest.why})` : '';
  const message = `The toggles were changed${who} while you were asked. Nothing was done: look again`;
  return new Problem('toggle_conflict', message);
}
