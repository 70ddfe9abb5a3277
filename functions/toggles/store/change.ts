/** Who changed the toggles, and why: kept with every version. */
export interface Author {
  /** A person, role or function, as the audit shows it. */
  readonly who: string;
  readonly why: string;
}

/** One entry of the audit. */
export interface Change extends Author {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What was done, in a few words: `new-checkout: off -> on`. */
  readonly summary: string;
}

/** A kill as it was in force when its toggle was removed: undoing that brings it back. */
export interface EndedKill extends Author {
  readonly variant: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** One change in the history of a stage. `revision` counts edits, kills and restores in one line: 1 is the first. */
export interface HistoryEntry extends Change {
  readonly revision: number;
  /** Of the document after it. A kill and a restore leave it as it was. */
  readonly docVersion: number;
  readonly kind: 'edit' | 'kill' | 'restore';
  readonly keys: readonly string[];
  /** The segments that an edit changed. @default [] */
  readonly segments?: readonly string[];
  /** The revision that this one took back. */
  readonly undoes?: number;
  /** A deployment created these toggles: an undo passes over it. */
  readonly isSeed?: boolean;
  /** Users joined a segment or left it: an undo passes over it. */
  readonly isMembership?: boolean;
  /** The kills that ended with the toggles that an edit removed. @default {} */
  readonly endedKills?: Readonly<Record<string, EndedKill>>;
  /** Those that an undo brought back with their toggles. @default {} */
  readonly revivedKills?: Readonly<Record<string, EndedKill>>;
  /** What a kill serves. */
  readonly variant?: string;
  /** The kill that was in force before a kill or restore, if there was one. */
  readonly before?: { readonly variant: string; readonly who: string; readonly why: string };
}
