import { isDeepStrictEqual } from 'node:util';
import { readStageToggles, stageToggleOf } from '../../functions/toggles/stage-toggles.ts';
import type { Author } from '../../functions/toggles/store/change.ts';
import { CorruptDocument } from '../../functions/toggles/store/corrupt-document.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { EMPTY_DOCUMENT } from '../../functions/toggles/toggle-document.ts';
import { changedSegments, type Effect, effectsOf } from './effect.ts';
import { type ReadableToggles, Rehearsal } from './rehearsal.ts';

/** Changes toggles by at most one write, which depends on what it reads and on nothing else. */
export type Act = (store: ToggleStore, author: Author) => Promise<unknown>;

/** What is to be done, where, by whom, when. */
export interface Work {
  readonly store: ToggleStore;
  readonly act: Act;
  readonly author: Author;
  readonly atMs: number;
}

/** What an act would do, and to what. */
export interface Plan {
  readonly rehearsal: Rehearsal;
  readonly before: ReadableToggles;
  readonly effects: readonly Effect[];
  readonly segments: readonly string[];
  /** For people. Empty where nothing has to change. */
  readonly lines: readonly string[];
}

/** A change by itself, though no toggle changes. */
const HEALED = 'the stored document, which functions cannot use, is written anew';

export async function planOf({ store, act, author, atMs }: Work): Promise<Plan> {
  const before = await readAnyToggles(store);
  const rehearsal = new Rehearsal(store, before, atMs);
  await act(rehearsal, author);
  const after = rehearsal.after(author);
  const effects = effectsOf(before, after);
  const segments = changedSegments(before, after);
  const lines = [
    ...effects.map(({ line }) => line),
    ...segments.map((name) => `segment ${name} changes for every toggle that names it`),
    ...(before.unreadable && rehearsal.savesDocument ? [HEALED] : []),
  ];
  return { rehearsal, before, effects, segments, lines };
}

/** Not the words alone: a rule that somebody else has rewritten would be overwritten unseen. */
export function isSamePlan(plan: Plan, fresh: Plan): boolean {
  if (!isDeepStrictEqual(plan.lines, fresh.lines)) return false;
  const keys = plan.effects.map(({ key }) => key);
  const told = ({ before }: Plan) => [
    keys.map((key) => stageToggleOf(before, key)),
    plan.segments.map((name) => before.document.$evaluators?.[name]),
  ];
  return isDeepStrictEqual(told(plan), told(fresh));
}

/** Where the document is corrupt a kill still works, and an undo brings an earlier version back. */
async function readAnyToggles(store: ToggleStore): Promise<ReadableToggles> {
  try {
    return await readStageToggles(store);
  } catch (error) {
    if (!(error instanceof CorruptDocument)) throw error;
    const { docVersion = 0, killVersion = 0, kills = {} } = (await store.readHead()) ?? {};
    const unreadable = error.message;
    return { docVersion, killVersion, kills, document: EMPTY_DOCUMENT, corrupt: error, unreadable };
  }
}
