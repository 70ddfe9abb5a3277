import { isDeepStrictEqual } from 'node:util';
import type { Toggle } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';

/** One toggle that two documents do not have alike. */
export interface ToggleDifference {
  readonly key: string;
  /** As it is in the first document. @default - it is not there */
  readonly before?: Toggle;
  /** As it is in the second document. @default - it is not there */
  readonly after?: Toggle;
}

/** The toggles that differ between two documents, by key. The order in which something is written does not count. */
export function diffDocuments(
  first: ToggleDocument,
  second: ToggleDocument,
): readonly ToggleDifference[] {
  return differences(first.flags, second.flags);
}

/** One segment (an entry of `$evaluators`) that two documents do not have alike. */
export interface SegmentDifference {
  readonly key: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The segments that differ: toggles that refer to them serve something else without being changed themselves. */
export function diffSegments(
  first: ToggleDocument,
  second: ToggleDocument,
): readonly SegmentDifference[] {
  return differences(first.$evaluators ?? {}, second.$evaluators ?? {});
}

function differences<Part>(
  first: Readonly<Record<string, Part>>,
  second: Readonly<Record<string, Part>>,
): { readonly key: string; readonly before?: Part; readonly after?: Part }[] {
  return [...new Set([...Object.keys(first), ...Object.keys(second)])]
    .sort()
    .map((key) => ({
      key,
      ...(Object.hasOwn(first, key) && { before: first[key] }),
      ...(Object.hasOwn(second, key) && { after: second[key] }),
    }))
    .filter(({ before, after }) => !isDeepStrictEqual(before, after));
}
