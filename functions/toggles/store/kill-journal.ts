import type { HistoryEntry } from './change.ts';
import type { Kill, ToggleHead } from './toggle-store.ts';

/** A kill or a restore as its own write notes it down in the head. */
export interface Act {
  readonly id: string;
  readonly kind: 'kill' | 'restore';
  readonly key: string;
  readonly who: string;
  readonly why: string;
  readonly at: string;
  /** What a kill serves. */
  readonly variant?: string;
  readonly undoes?: number;
}

/** What happened since the last edit and is not in the history yet. */
export interface Journal {
  /** Oldest first. */
  readonly acts: readonly Act[];
  /** By the id of an act: the kill that it found. Beside `acts`, because one write can copy it here, but not into a list. */
  readonly priors: Readonly<Record<string, Kill | null>>;
}

/** Newest last. Every act counts one and every edit empties the journal, so that the revisions follow from the order. */
export function pendingEntries(
  { docVersion, killVersion }: Pick<ToggleHead, 'docVersion' | 'killVersion'>,
  { acts, priors }: Journal,
): readonly HistoryEntry[] {
  const before = docVersion + killVersion - acts.length;
  return acts.map((act, index) => ({
    revision: before + 1 + index,
    docVersion,
    ...entryOf(act, priors[act.id] ?? undefined),
  }));
}

/** An act as the history tells it. */
export function entryOf(
  { kind, key, who, why, at, variant, undoes }: Omit<Act, 'id'>,
  prior: Kill | undefined,
): Omit<HistoryEntry, 'revision' | 'docVersion'> {
  return {
    kind,
    keys: [key],
    who,
    why,
    at,
    summary: kind === 'kill' ? `${key}: killed, serves ${variant}` : `${key}: restored`,
    ...(variant !== undefined && { variant }),
    ...(undoes !== undefined && { undoes }),
    ...(prior && { before: { variant: prior.variant, who: prior.who, why: prior.why } }),
  };
}
