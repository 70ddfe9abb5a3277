import type { HistoryEntry } from '../store/change.ts';
import type { Kill, ToggleStore } from '../store/toggle-store.ts';

const PAGE = 100;

/** Of the toggles that are gone, the kills that ended with them in an edit after this version of the document. */
export async function endedKills(
  store: Pick<ToggleStore, 'history'>,
  gone: readonly string[],
  docVersion: number,
): Promise<Readonly<Record<string, Kill>>> {
  const sought = new Set(gone);
  const found: (readonly [string, Kill])[] = [];
  let before: number | undefined;
  while (sought.size > 0) {
    const entries = await store.history({ limit: PAGE, ...(before !== undefined && { before }) });
    const later = entries.filter((entry) => entry.docVersion > docVersion);
    found.push(...later.flatMap((entry) => endedBy(entry, sought)));
    if (later.length < PAGE) break;
    before = later.at(-1)?.revision;
  }
  return Object.fromEntries(found);
}

/** The last edit of a toggle that is gone is the one that removed it: earlier ones are not looked at. */
function endedBy({ kind, keys, endedKills: ended = {} }: HistoryEntry, sought: Set<string>) {
  if (kind !== 'edit') return [];
  return keys
    .filter((key) => sought.delete(key))
    .flatMap((key) => Object.entries(ended).filter(([name]) => name === key)); // own ones: it may be `constructor`
}
