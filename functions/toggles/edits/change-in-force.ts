import type { HistoryEntry } from '../store/change.ts';
import type { ToggleStore } from '../store/toggle-store.ts';

export interface ChangeInForce {
  readonly entry: HistoryEntry;
  /** Toggles that it changed and that were not taken back on their own. */
  readonly keys: readonly string[];
}

const PAGE = 100;

/** So far back nobody wants to go step by step: `undo --to` does. */
const MAX_PAGES = 20;

/**
 * The newest change by a person, of one toggle or of all, that nobody took back. An undo is not one, nor is what it undid:
 * a second undo goes one step further back. Nor is a deployment's creation: `remove` takes a toggle away.
 */
export async function findChangeInForce(
  store: Pick<ToggleStore, 'history'>,
  key?: string,
): Promise<ChangeInForce | undefined> {
  const undone = new Undone();
  let before: number | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = { limit: PAGE, ...(key !== undefined && { key }) };
    const entries = await store.history({ ...query, ...(before !== undefined && { before }) });
    for (const entry of entries) {
      const keys = undone.remainingOf(entry, key);
      if (keys) return { entry, keys };
    }
    if (entries.length < PAGE) return undefined;
    before = entries.at(-1)?.revision;
  }
  return undefined;
}

/** What the undos of a history took back, which come before what they undid when it is read newest first. */
class Undone {
  readonly #keysOf = new Map<number, Set<string>>();

  /** Undefined for an undo, and for what was taken back as a whole. */
  remainingOf(entry: HistoryEntry, key: string | undefined): readonly string[] | undefined {
    const { revision, keys, undoes, isSeed } = entry;
    if (isSeed) return undefined;
    if (undoes !== undefined) {
      this.#note(undoes, keys);
      return undefined;
    }
    const takenBack = this.#keysOf.get(revision);
    if (!takenBack) return key === undefined ? keys : [key];
    const remaining = keys.filter((each) => !takenBack.has(each));
    if (key !== undefined) return remaining.includes(key) ? [key] : undefined;
    return remaining.length > 0 ? remaining : undefined;
  }

  #note(revision: number, keys: readonly string[]): void {
    this.#keysOf.set(revision, new Set([...(this.#keysOf.get(revision) ?? []), ...keys]));
  }
}
