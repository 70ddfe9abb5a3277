import type { HistoryEntry } from '../store/change.ts';
import type { ToggleStore } from '../store/toggle-store.ts';

/** Of what a change touched, that which was not taken back on its own. */
export interface Remainder {
  /** Toggles. */
  readonly keys: readonly string[];
  /** They belong to no toggle: the undo of one toggle leaves them. */
  readonly segments: readonly string[];
}

export interface ChangeInForce extends Remainder {
  readonly entry: HistoryEntry;
}

const PAGE = 100;

/** So far back nobody wants to go step by step: `undo --to` does. */
const MAX_PAGES = 20;

/**
 * The newest change by a person, of one toggle or of all, that nobody took back. An undo is not one, nor is what it undid:
 * a second undo goes one step further back. Nor is a deployment's creation, which `remove` takes away, nor what users did
 * about themselves.
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
      const remainder = undone.remainderOf(entry, key);
      if (remainder) return { entry, ...remainder };
    }
    if (entries.length < PAGE) return undefined;
    before = entries.at(-1)?.revision;
  }
  return undefined;
}

/** What the undos of a history took back, which come before what they undid when it is read newest first. */
class Undone {
  readonly #takenBack = new Map<number, Remainder>();
  /** Toggles that an undo removed killed: what was done to those kills before has ended for good. */
  readonly #ended = new Set<string>();

  /** Undefined for an undo, and for what was taken back as a whole. */
  remainderOf(entry: HistoryEntry, key: string | undefined): Remainder | undefined {
    if (entry.undoes !== undefined) this.#note(entry.undoes, entry);
    const { isSeed, isMembership } = entry;
    if (entry.undoes !== undefined || isSeed || isMembership) return undefined;
    if (this.#hasEnded(entry)) return undefined;
    const takenBack = this.#takenBack.get(entry.revision);
    const keys = entry.keys.filter((each) => !takenBack?.keys.includes(each));
    if (key !== undefined) return keys.includes(key) ? { keys: [key], segments: [] } : undefined;
    const segments = segmentsOf(entry).filter((each) => !takenBack?.segments.includes(each));
    const isLeft = !takenBack || keys.length + segments.length > 0;
    return isLeft ? { keys, segments } : undefined;
  }

  #hasEnded({ kind, keys }: HistoryEntry): boolean {
    return kind !== 'edit' && keys.some((key) => this.#ended.has(key));
  }

  #note(revision: number, entry: HistoryEntry): void {
    for (const key of Object.keys(entry.endedKills ?? {})) this.#ended.add(key);
    const { keys = [], segments = [] } = this.#takenBack.get(revision) ?? {};
    this.#takenBack.set(revision, {
      keys: [...keys, ...entry.keys],
      segments: [...segments, ...segmentsOf(entry)],
    });
  }
}

function segmentsOf({ segments = [] }: HistoryEntry): readonly string[] {
  return segments;
}
