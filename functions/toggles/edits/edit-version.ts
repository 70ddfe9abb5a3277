import { Problem } from '../../shared/problem.ts';
import type { Author } from '../store/change.ts';
import { isToggleConflict, toggleConflict } from '../store/conflict.ts';
import { readLatest } from '../store/read-latest.ts';
import type { ToggleStore, VersionedDocument } from '../store/toggle-store.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Edit } from './edit.ts';

/** Kills and restores since the last edit. */
const MAX_ACTS = 20;

/**
 * Edits one of these versions of the document and no other: rejects with `precondition_failed`, naming what somebody
 * else has changed since.
 */
export async function editVersion(
  store: ToggleStore,
  versions: readonly number[],
  change: (document: ToggleDocument) => Edit | undefined,
  author: Author,
): Promise<VersionedDocument> {
  const latest = await readLatest(store);
  if (!versions.includes(latest.docVersion)) {
    const entries = await store.history({ limit: MAX_ACTS });
    throw preconditionFailed(toggleConflict(entries.find(({ kind }) => kind === 'edit')));
  }
  const edit = change(latest.document);
  if (!edit) return latest;
  try {
    return await store.save(edit, latest.docVersion, author);
  } catch (error) {
    throw isToggleConflict(error) ? preconditionFailed(error) : error;
  }
}

function preconditionFailed(conflict: Problem): Problem {
  return new Problem('precondition_failed', conflict.message, { cause: conflict });
}
