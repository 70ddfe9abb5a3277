import type { HistoryEntry } from '../../functions/toggles/store/change.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';

interface Span {
  readonly key: string;
  /** Revisions, both exclusive. */
  readonly after: number;
  /** @default - up to the latest */
  readonly before?: number | undefined;
}

/** A rollout of every minute, and people: more is no news. */
const MAX_TOLD = 20;

/** What others did to a toggle between two revisions, newest first. Empty where the history cannot be read. */
export async function meanwhileOf(
  store: Pick<ToggleStore, 'history'>,
  { key, after, before }: Span,
): Promise<readonly HistoryEntry[]> {
  try {
    const query = { key, limit: MAX_TOLD, ...(before !== undefined && { before }) };
    return (await store.history(query)).filter(({ revision }) => revision > after);
  } catch {
    return []; // the kill is done: what cannot be told of others must not make it look failed
  }
}

export function meanwhileInWords({ who, summary, why }: HistoryEntry): string {
  return `Changed while you were asked, by ${who}: ${summary} (${why})`;
}
