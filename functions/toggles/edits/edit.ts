import type { Kill } from '../store/toggle-store.ts';
import type { ToggleDocument } from '../toggle-document.ts';

/** A document to store, and what to say of it. */
export interface Edit {
  readonly document: ToggleDocument;
  /** For the audit: `new-checkout: off -> on`. */
  readonly summary: string;
  /** The toggles that it creates, changes or removes: what the linter holds to its rules, and what the history is searched by. */
  readonly keys: readonly string[];
  /** The segments (`$evaluators`) that it creates, changes or removes: toggles that use them are held to the rules as well. @default [] */
  readonly segments?: readonly string[];
  /** The revision that this takes back. @default - none: a change of its own */
  readonly undoes?: number;
  /** Kills that come back with their toggles: they had ended with them. @default {} */
  readonly revives?: Readonly<Record<string, Kill>>;
  /** A deployment created what the settings name: no undo takes that back. @default false */
  readonly isSeed?: boolean;
  /** Users joined a segment or left it: no undo takes that back, for it is theirs. @default false */
  readonly isMembership?: boolean;
  /** A deployment's seed and an undo bring back what was once accepted: its date may have passed. @default false */
  readonly acceptsExpired?: boolean;
}
