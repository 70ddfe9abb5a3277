import { isDeepStrictEqual } from 'node:util';
import type { Command } from 'commander';
import { Problem } from '../../functions/shared/problem.ts';
import type { Author } from '../../functions/toggles/change.ts';
import {
  readStageToggles,
  type StageToggles,
  stageToggleOf,
} from '../../functions/toggles/stage-toggles.ts';
import type { ToggleStore } from '../../functions/toggles/toggle-store.ts';
import { callerOf } from '../caller.ts';
import { contextOf } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { type Output, printable } from '../output.ts';
import { toggleStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { nowMs } from '../target-time.ts';
import type { ChangingOptions } from './changing-command.ts';
import { changedSegments, type Effect, effectsOf } from './effect.ts';
import { Rehearsal } from './rehearsal.ts';

/** Changes toggles by at most one write, which depends on what it reads and on nothing else. */
export type Act = (store: ToggleStore, author: Author) => Promise<unknown>;

/** When readers see a change, as the tests of the reader hold it to. */
export const NOTICE = 'Functions notice within 10 s; browsers at their next poll.';

/** Others who edit at once: each time, somebody else got ahead. */
const MAX_ATTEMPTS = 5;

/** An import of hundreds is not read line by line. */
const MAX_LINES = 20;

/**
 * The frame of a changing command: tells the effect, asks where it must, does exactly that, and answers with what happened.
 * Where somebody else was faster it is repeated, if its effect is still the one that was told; else it is a conflict.
 */
export async function changeToggles(command: Command, act: Act): Promise<void> {
  const { target, output } = contextOf(command);
  await changeTogglesOf(await target(), output, command.opts<ChangingOptions>(), act);
}

/** The same for a stage that the command names by itself. */
export async function changeTogglesOf(
  where: Target,
  output: Output,
  { why, yes }: ChangingOptions,
  act: Act,
): Promise<void> {
  const atMs = await nowMs(where);
  const store = toggleStoreOf(where, () => atMs);
  const work = { store, act, atMs, author: { who: await callerOf(where), why } };
  const plan = await planOf(work);
  const asked =
    plan.lines.length > 0 && (await confirm({ target: where, effect: plan.lines, yes }));
  const revision = await perform(asked ? await again(plan, undefined, work) : plan, work);
  answer(where, output, plan, revision);
}

/** What an act would do, and to what. */
interface Plan {
  readonly rehearsal: Rehearsal;
  readonly before: StageToggles;
  readonly effects: readonly Effect[];
  readonly segments: readonly string[];
  /** Empty where nothing has to change. */
  readonly lines: readonly string[];
}

async function planOf({ store, act, author, atMs }: Work): Promise<Plan> {
  const before = await readStageToggles(store);
  const rehearsal = new Rehearsal(store, before, atMs);
  await act(rehearsal, author);
  const after = rehearsal.after(author);
  const effects = effectsOf(before, after);
  const segments = changedSegments(before, after);
  const lines = [
    ...effects.map(({ line }) => line),
    ...segments.map((name) => `segment ${name} changes for every toggle that names it`),
  ];
  return { rehearsal, before, effects, segments, lines };
}

interface Work {
  readonly store: ToggleStore;
  readonly act: Act;
  readonly author: Author;
  readonly atMs: number;
}

/** Undefined where nothing had to change; else the revision in the history. */
async function perform(plan: Plan, work: Work, attempt = 1): Promise<number | undefined> {
  if (plan.lines.length === 0) return undefined;
  try {
    return await plan.rehearsal.repeatOn(work.store, work.author);
  } catch (error) {
    const isConflict = error instanceof Problem && error.code === 'toggle_conflict';
    if (!isConflict || attempt === MAX_ATTEMPTS) throw error;
    return perform(await again(plan, error, work), work, attempt + 1);
  }
}

/** Reads afresh. What others did to other toggles is no reason to stop. */
async function again(plan: Plan, conflict: Problem | undefined, work: Work): Promise<Plan> {
  const fresh = await planOf(work);
  if (isSame(plan, fresh)) return fresh;
  throw conflict ?? (await changedMeanwhile(plan, work.store));
}

/** Not the words alone: a rule that somebody else has rewritten would be overwritten unseen. */
function isSame(plan: Plan, fresh: Plan): boolean {
  if (!isDeepStrictEqual(plan.lines, fresh.lines)) return false;
  const keys = plan.effects.map(({ key }) => key);
  const told = ({ before }: Plan) => [
    keys.map((key) => stageToggleOf(before, key)),
    plan.segments.map((name) => before.document.$evaluators?.[name]),
  ];
  return isDeepStrictEqual(told(plan), told(fresh));
}

/** Between the question and the answer. */
async function changedMeanwhile(plan: Plan, store: ToggleStore): Promise<Problem> {
  const [latest] = await store.history({ limit: 1 });
  const { docVersion, killVersion } = plan.before;
  const isNew = latest !== undefined && latest.revision > docVersion + killVersion;
  const who = isNew ? ` by ${latest.who} (${latest.summary}; ${latest.why})` : '';
  const message = `The toggles were changed${who} while you were asked. Nothing was done: look again`;
  return new Problem('toggle_conflict', message);
}

function answer(where: Target, output: Output, plan: Plan, revision: number | undefined): void {
  const changes = plan.effects.map(({ line: _line, ...change }) => change);
  const { stage } = where;
  const changed = revision !== undefined;
  const document = changed ? { revision, changes, segments: plan.segments } : { changes: [] };
  output.answer({ stage, changed, ...document }, () => [
    ...shortened(plan.lines).map(printable),
    changed
      ? `Revision ${revision} in ${stage}. ${NOTICE}`
      : `It is so already: nothing was changed in ${stage}.`,
  ]);
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more`];
}
