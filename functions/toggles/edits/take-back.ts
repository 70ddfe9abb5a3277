import { isDeepStrictEqual } from 'node:util';
import type { HistoryEntry } from '../store/change.ts';
import { toggleConflict } from '../store/conflict.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { diffSegments } from './diff-documents.ts';
import type { Edit } from './edit.ts';

export interface EditToTakeBack {
  readonly entry: HistoryEntry;
  /** Of the toggles that it changed, those to take back. */
  readonly keys: readonly string[];
  /** Segments belong to no toggle: they go back with a whole edit only. */
  readonly isWhole: boolean;
  readonly before: ToggleDocument;
  readonly after: ToggleDocument;
}

/** The edit that puts back what another one changed. Throws `toggle_conflict` where it was changed once more since. */
export function takeBack(current: ToggleDocument, edit: EditToTakeBack): Edit {
  const { entry, keys, isWhole, before, after } = edit;
  const { revision, summary } = entry;
  const segments = isWhole ? diffSegments(before, after).map(({ key }) => key) : [];
  const { $evaluators, ...rest } = current;
  const parts = putBack($evaluators, after.$evaluators, before.$evaluators, segments);
  return {
    document: {
      ...rest,
      flags: putBack(current.flags, after.flags, before.flags, keys),
      ...(Object.keys(parts).length > 0 && { $evaluators: parts }),
    },
    summary: `took back revision ${revision}${isWhole ? '' : ` of ${keys.join(', ')}`}: ${summary}`,
    keys,
    segments,
    undoes: revision,
    acceptsExpired: true, // it was accepted once
  };
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
