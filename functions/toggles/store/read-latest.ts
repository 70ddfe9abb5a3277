import { EMPTY_DOCUMENT } from '../toggle-document.ts';
import { CorruptDocument } from './corrupt-document.ts';
import { OtherBucketing, refuseOtherBucketing } from './other-bucketing.ts';
import type { ToggleStore, VersionedDocument } from './toggle-store.ts';

/** The latest document, also where readers cannot use the item that they read. */
export interface LatestDocument extends VersionedDocument {
  /** Why no reader can use it, and the fix. @default - they can */
  readonly unreadable?: string;
}

type Store = Pick<ToggleStore, 'readDocument' | 'readHead' | 'readVersion'>;

/**
 * The latest document, for whoever writes the next one: version 0 and empty before the first. Where the item that readers
 * read is corrupt it comes from the versions, and the next edit heals the item.
 */
export async function readLatest(store: Store): Promise<LatestDocument> {
  try {
    const latest = await store.readDocument();
    return latest ? checked(latest) : await readGone(store);
  } catch (error) {
    if (error instanceof CorruptDocument) return readFromVersions(store, error);
    throw error;
  }
}

/** Nothing was ever stored, or else somebody has deleted the item. */
async function readGone(store: Store): Promise<LatestDocument> {
  const { docVersion = 0 } = (await store.readHead()) ?? {};
  if (docVersion > 0) throw new CorruptDocument('it is gone');
  return { docVersion, document: EMPTY_DOCUMENT };
}

async function readFromVersions(store: Store, error: CorruptDocument): Promise<LatestDocument> {
  const docVersion = (await store.readHead())?.docVersion ?? 0;
  const document = await store.readVersion(docVersion);
  if (!document) throw error;
  const fix = `'afterprod toggles undo --to ${docVersion}' writes it anew`;
  const unreadable = `the stored toggle document is corrupt (${error.what}), functions keep what they had; ${fix}`;
  return { docVersion, document, unreadable };
}

function checked(latest: VersionedDocument): LatestDocument {
  try {
    refuseOtherBucketing(latest.document);
    return latest;
  } catch (error) {
    if (error instanceof OtherBucketing) return { ...latest, unreadable: error.message };
    throw error;
  }
}
