import type { Edit } from '../edits/edit.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Author, HistoryEntry } from './change.ts';

/** A toggle switched to its safe variant at once, whatever the document says. */
export interface Kill extends Author {
  readonly variant: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The small item that every refresh reads. Both versions only grow; their sum is the latest revision. */
export interface ToggleHead {
  readonly docVersion: number;
  readonly killVersion: number;
  readonly kills: Readonly<Record<string, Kill>>;
}

export interface VersionedDocument {
  readonly docVersion: number;
  readonly document: ToggleDocument;
}

export interface HistoryQuery {
  /** Newest first. */
  readonly limit: number;
  /** Only what changed this toggle. @default - all */
  readonly key?: string;
  /** Only what came before this revision: the next page. @default - from the newest */
  readonly before?: number;
}

/** What a kill and a restore may carry besides their author. */
export interface ActOptions {
  /** The revision that this takes back. @default - none */
  readonly undoes?: number;
  /** Rejects with `toggle_conflict` where a kill or a restore came after this `killVersion`. @default - none can be in the way */
  readonly ifKillVersion?: number;
}

/** Where the toggles of one stage are kept. Every adapter passes `describeToggleStore` in test/support. */
export interface ToggleStore {
  /** Undefined before the first edit. */
  readHead(): Promise<ToggleHead | undefined>;

  /** At least as new as the head that was read before. Undefined before the first edit. */
  readDocument(): Promise<VersionedDocument | undefined>;

  /** The document as it was, for undo and comparison. Undefined where there was no such version. */
  readVersion(docVersion: number): Promise<ToggleDocument | undefined>;

  /**
   * Makes the next version, and its entry in the history: both or nothing. A save whose answer was lost may be sent
   * again, by the SDK or by the caller: the same by the same author counts once.
   *
   * Rejects with `toggle_conflict`, naming the latest change, unless `expectedVersion` (0: none yet) is the latest;
   * with `toggle_invalid` where a toggle of `edit.keys` breaks a rule of the linter, or the document is too large to be
   * stored. A kill does not conflict; it ends with
   * its toggle, in the same write. `who`, `why` and `summary` are kept as one line each, cut where they are too long;
   * a `why` that is blank is refused everywhere, with `malformed_request`.
   */
  save(edit: Edit, expectedVersion: number, author: Author): Promise<VersionedDocument>;

  /**
   * Serves `variant` to everybody from now on, by one write that waits for nobody. Never conflicts with an edit.
   * Its entry in the history is part of that write. Rejects with `too_many_kills` where 200 are in force.
   */
  kill(key: string, variant: string, author: Author, options?: ActOptions): Promise<HistoryEntry>;

  /** Ends a kill: the document counts again. Without a kill it changes nothing, and says so: undefined. */
  restore(key: string, author: Author, options?: ActOptions): Promise<HistoryEntry | undefined>;

  history(query: HistoryQuery): Promise<readonly HistoryEntry[]>;
}
