import type { ToggleDocument } from '../toggle-document.ts';
import { diffDocuments, diffSegments } from './diff-documents.ts';
import type { Edit } from './edit.ts';

/** The edit that brings back a whole version. The version that is there already can be written again: that heals it. */
export function revertTo(
  current: ToggleDocument,
  target: ToggleDocument,
  docVersion: number,
): Edit {
  return {
    document: target,
    summary: `back to version ${docVersion}`,
    keys: diffDocuments(current, target).map(({ key }) => key),
    segments: diffSegments(current, target).map(({ key }) => key),
    acceptsExpired: true, // it was accepted once
  };
}
