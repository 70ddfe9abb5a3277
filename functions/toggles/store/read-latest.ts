import { EMPTY_DOCUMENT } from '../toggle-document.ts';
import { CorruptDocument } from './corrupt-document.ts';
import type { ToggleStore, VersionedDocument } from './toggle-store.ts';

/**
 * The latest document, for whoever writes the next one: version 0 and empty before the first. Where the item that readers
 * read is corrupt it comes from the versions, and the next edit heals the item.
 */
export async function readLatest(
  store: Pick<ToggleStore, 'readDocument' | 'readHead' | 'readVersion'>,
): Promise<VersionedDocument> {
  try {
    return (await store.readDocument()) ?? { docVersion: 0, document: EMPTY_DOCUMENT };
  } catch (error) {
    if (!(error instanceof CorruptDocument)) throw error;
    const docVersion = (await store.readHead())?.docVersion ?? 0;
    const document = await store.readVersion(docVersion);
    if (!document) throw error;
    return { docVersion, document };
  }
}
