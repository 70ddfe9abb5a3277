import type { Author, Change } from './change.ts';
import type { Edit } from './set-default-variant.ts';
import type { ToggleDocument } from './toggle-document.ts';

/** A toggle switched to its safe variant at once, whatever the document says. */
export interface Kill extends Author {
  readonly variant: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The small item that every refresh reads. Both versions only grow. */
export interface ToggleHead {
  readonly docVersion: number;
  readonly killVersion: number;
  readonly kills: Readonly<Record<string, Kill>>;
}

export interface VersionedDocument {
  readonly docVersion: number;
  readonly document: ToggleDocument;
}

export interface HistoryEntry extends Change {
  readonly docVersion: number;
}

/** Where the toggles of one stage are kept. Every adapter passes `describeToggleStore` in test/support. */
export interface ToggleStore {
  /** Undefined before the first edit. */
  readHead(): Promise<ToggleHead | undefined>;

  /** At least as new as the head that was read before. Undefined before the first edit. */
  readDocument(): Promise<VersionedDocument | undefined>;

  /**
   * Makes the next version, and its entry in the history: both or nothing.
   * Rejects with `toggle_conflict`, naming the other change, unless `expectedVersion` (0: none yet) is the latest.
   */
  save(edit: Edit, expectedVersion: number, author: Author): Promise<VersionedDocument>;

  /** Serves `kill.variant` to everybody from now on. Never conflicts with an edit. */
  kill(key: string, variant: string, author: Author): Promise<void>;

  /** Ends a kill: the document counts again. */
  restore(key: string): Promise<void>;

  /** The latest versions, newest first. */
  history(limit: number): Promise<readonly HistoryEntry[]>;
}
