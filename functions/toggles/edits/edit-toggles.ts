import type { Author } from '../store/change.ts';
import { readLatest } from '../store/read-latest.ts';
import type { ToggleStore, VersionedDocument } from '../store/toggle-store.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Edit } from './edit.ts';

/**
 * Reads the document, changes it, and stores it, unless somebody else was faster: then `toggle_conflict`.
 *
 * @param change - gives undefined where nothing has to change
 */
export async function editToggles(
  store: ToggleStore,
  change: (document: ToggleDocument) => Edit | undefined,
  author: Author,
): Promise<VersionedDocument> {
  const latest = await readLatest(store);
  const edit = change(latest.document);
  return edit ? store.save(edit, latest.docVersion, author) : latest;
}
