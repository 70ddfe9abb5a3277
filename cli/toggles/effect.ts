import { isDeepStrictEqual } from 'node:util';
import { hasLastBranch, withLastBranch } from '../../functions/toggles/edits/last-branch.ts';
import { inWords, servingOf } from '../../functions/toggles/serving.ts';
import {
  type StageToggle,
  type StageToggles,
  stageToggleOf,
} from '../../functions/toggles/stage-toggles.ts';
import type { Kill } from '../../functions/toggles/store/toggle-store.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';

/** What one change does to one toggle. */
export interface Effect {
  readonly key: string;
  /** What was served, in words. Undefined where it is created. */
  readonly before?: string;
  /** What is served from now on, in words. Undefined where it is removed. */
  readonly after?: string;
  /** For people: `new-checkout: off to everybody -> on to everybody`. */
  readonly line: string;
}

type State = Pick<StageToggles, 'document' | 'kills'>;

/** Everything that users or the team will notice, a line a toggle. Empty where nothing changes. */
export function effectsOf(before: State, after: State): readonly Effect[] {
  const keys = new Set([
    ...Object.keys(before.document.flags),
    ...Object.keys(after.document.flags),
  ]);
  const toggles = [...keys]
    .sort()
    .flatMap((key) => effectOf(key, stageToggleOf(before, key), stageToggleOf(after, key)));
  return [...toggles, ...killsWithoutToggle(before, after)];
}

/** A kill may come right after its toggle's removal; and where the document is corrupt, a kill still works. */
function killsWithoutToggle(before: State, after: State): readonly Effect[] {
  return [...new Set([...Object.keys(before.kills), ...Object.keys(after.kills)])]
    .filter((key) => !stageToggleOf(before, key) && !stageToggleOf(after, key))
    .filter((key) => !isDeepStrictEqual(ownOf(before.kills, key), ownOf(after.kills, key)))
    .map((key) => ({ key, line: `${key}: ${killInWords(ownOf(after.kills, key))}` }));
}

function killInWords(kill: Kill | undefined): string {
  if (!kill) return 'the kill of a toggle that is gone ends';
  return `killed: ${kill.variant}, for readers that still know it`;
}

/** Named rules that other toggles refer to. */
export function changedSegments(before: State, after: State): readonly string[] {
  const old = before.document.$evaluators ?? {};
  const next = after.document.$evaluators ?? {};
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter((name) => !isDeepStrictEqual(ownOf(old, name), ownOf(next, name)))
    .sort();
}

function ownOf<Part>(named: Readonly<Record<string, Part>>, name: string): Part | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

function effectOf(key: string, before?: StageToggle, after?: StageToggle): readonly Effect[] {
  if (isDeepStrictEqual(before, after)) return [];
  const was = before && wordsOf(before);
  const is = after && wordsOf(after);
  const change = { ...(was && { before: was }), ...(is && { after: is }) };
  return [{ key, ...change, line: `${key}: ${told(before, after)}` }];
}

function told(before: StageToggle | undefined, after: StageToggle | undefined): string {
  if (!after)
    return `removed (served ${before ? wordsOf(before) : ''}); code that reads it gets its own default`;
  if (!before) return `created, serves ${toWhom(after)}`;
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const served = was === is ? `still ${toWhom(after)}` : `${toWhom(before)} -> ${toWhom(after)}`;
  return [served, ...killNotes(before, after), ...otherChanges(before, after)].join('; ');
}

const wordsOf = (toggle: StageToggle) => inWords(servingOf(toggle));

function toWhom(toggle: StageToggle): string {
  const serving = servingOf(toggle);
  const isPlain = serving.state === 'enabled' && !serving.hasRules && !serving.percentages;
  return isPlain ? `${serving.variant} to everybody` : inWords(serving);
}

function killNotes({ kill: before }: StageToggle, { kill: after }: StageToggle): readonly string[] {
  if (before && after && isDeepStrictEqual(before, after)) {
    return [
      `${after.who} killed it (${after.why}): it serves ${after.variant} until it is restored`,
    ];
  }
  return before ? [`${before.who} had killed it (${before.why})`] : [];
}

/** What is not seen from the serving alone. */
function otherChanges(before: StageToggle, after: StageToggle): readonly string[] {
  const [was, is] = [before.toggle, after.toggle];
  const isTold = wordsOf(before) !== wordsOf(after);
  const facts = { ...was.metadata, ...is.metadata };
  return [
    ...rulesChange(was, is),
    ...(isDeepStrictEqual(was.variants, is.variants) ? [] : ['its variants change']),
    ...(was.defaultVariant === is.defaultVariant || isTold
      ? []
      : [`its default ${was.defaultVariant} -> ${is.defaultVariant}`]),
    ...Object.keys(facts)
      .filter((name) => ownOf(was.metadata ?? {}, name) !== ownOf(is.metadata ?? {}, name))
      .map((name) => `${name} ${fact(was.metadata, name)} -> ${fact(is.metadata, name)}`),
  ];
}

/** Conditions alone: what all others get, the serving tells. */
function rulesChange(before: Toggle, after: Toggle): readonly string[] {
  const [was, is] = [conditionsOf(before), conditionsOf(after)];
  if (isDeepStrictEqual(was, is)) return [];
  return [is === undefined ? 'its rules end' : 'its rules change'];
}

function conditionsOf(toggle: Toggle): unknown {
  return hasLastBranch(toggle)
    ? withLastBranch(toggle, { variant: '' }).targeting
    : toggle.targeting;
}

function fact(metadata: Readonly<Record<string, unknown>> | undefined, name: string): string {
  return String(ownOf(metadata ?? {}, name) ?? 'none');
}
