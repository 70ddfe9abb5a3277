import type { HistoryEntry } from '../../toggles/store/change.ts';

/** A change of toggles in a line, which says of an undo that it is one. */
export function changeText({ summary, undoes }: Pick<HistoryEntry, 'summary' | 'undoes'>): string {
  const isSaid = undoes === undefined || /\btook back\b|\btakes back\b/.test(summary);
  return isSaid ? summary : `${summary} (takes back ${undoes})`;
}
