import type { Author } from '../store/change.ts';
import type { ToggleStore, VersionedDocument } from '../store/toggle-store.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Edit } from './edit.ts';
import { editToggles } from './edit-toggles.ts';
import { retryConflicts } from './retry-conflicts.ts';

/**
 * An edit that means the same whatever others have changed, such as "off for everybody": where somebody was faster it is
 * made again, of what they have left.
 */
export function repeatEdit(
  store: ToggleStore,
  change: (document: ToggleDocument) => Edit | undefined,
  author: Author,
): Promise<VersionedDocument> {
  return retryConflicts(() => editToggles(store, change, author));
}
