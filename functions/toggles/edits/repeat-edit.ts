import { Problem } from '../../shared/problem.ts';
import type { Author } from '../store/change.ts';
import type { ToggleStore, VersionedDocument } from '../store/toggle-store.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Edit } from './edit.ts';
import { editToggles } from './edit-toggles.ts';

/** Each time, somebody else got ahead. */
const ATTEMPTS = 5;

/**
 * An edit that means the same whatever others have changed, such as "off for everybody": where somebody was faster it is
 * made again, of what they have left.
 */
export async function repeatEdit(
  store: ToggleStore,
  change: (document: ToggleDocument) => Edit | undefined,
  author: Author,
): Promise<VersionedDocument> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await editToggles(store, change, author);
    } catch (error) {
      const isConflict = error instanceof Problem && error.code === 'toggle_conflict';
      if (!isConflict || attempt === ATTEMPTS) throw error;
    }
  }
}
