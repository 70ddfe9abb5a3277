import { isDeepStrictEqual } from 'node:util';
import { toggleConflict } from '../store/conflict.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { ChangeInForce } from './change-in-force.ts';
import type { Edit } from './edit.ts';

export interface EditToTakeBack extends ChangeInForce {
  readonly before: ToggleDocument;
  readonly after: ToggleDocument;
}

/** The edit that puts back what another one changed. Throws `toggle_conflict` where it was changed once more since. */
export function takeBack(current: ToggleDocument, edit: EditToTakeBack): Edit {
  const { entry, keys, segments, before, after } = edit;
  const { $evaluators, ...rest } = current;
  const parts = putBack($evaluators, after.$evaluators, before.$evaluators, segments);
  return {
    document: {
      ...rest,
      flags: putBack(current.flags, after.flags, before.flags, keys),
      ...(Object.keys(parts).length > 0 && { $evaluators: parts }),
    },
    summary: summaryOf(edit),
    keys,
    segments,
    revives: entry.endedKills ?? {},
    undoes: entry.revision,
    acceptsExpired: true, // it was accepted once
  };
}

/** Of one toggle what it serves from now on: `a: on -> off (takes back 2)`; who reads it in a hurry reads the arrow alone. */
function summaryOf(edit: EditToTakeBack): string {
  const { revision, summary } = edit.entry;
  const [, subject, was, is] = /^([^:]+): (.+?) -> (.+)$/.exec(summary) ?? [];
  if (subject !== undefined && subject === edit.keys.join()) {
    return `${subject}: ${is} -> ${was} (takes back ${revision})`;
  }
  return `took back ${partOf(edit)}: ${summary}`;
}

function partOf({ entry, keys, segments }: ChangeInForce): string {
  const { revision, keys: all, segments: allSegments = [] } = entry;
  const isWhole = keys.length + segments.length === all.length + allSegments.length;
  const parts = [...keys, ...segments.map((name) => `segment ${name}`)];
  return isWhole ? `revision ${revision}` : `revision ${revision} of ${parts.join(', ')}`;
}

type Parts<Part> = Readonly<Record<string, Part>>;

function putBack<Part>(
  current: Parts<Part> = {},
  after: Parts<Part> = {},
  before: Parts<Part> = {},
  keys: readonly string[],
): Parts<Part> {
  const parts = new Map(Object.entries(current));
  for (const key of keys) {
    if (!isDeepStrictEqual(own(current, key), own(after, key))) throw toggleConflict(undefined);
    const part = own(before, key);
    if (part === undefined) parts.delete(key);
    else parts.set(key, part);
  }
  return Object.fromEntries(parts);
}

function own<Part>(parts: Parts<Part>, key: string): Part | undefined {
  return Object.hasOwn(parts, key) ? parts[key] : undefined;
}
