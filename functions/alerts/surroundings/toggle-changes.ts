import type { HistoryEntry } from '../../toggles/store/change.ts';
import { changeText } from './change-text.ts';
import type { ToggleChange } from './surroundings.ts';

/** What was changed so long before an alert began may have to do with it. */
const LATELY_MS = 6 * 3_600_000;

/** One edit may change hundreds of toggles. */
const MOST_CHANGES = 20;

/**
 * Changes that people or functions made from six hours before a moment on, one for each toggle, the newest first: neither
 * what a deployment created nor who joined a segment.
 */
export function toggleChanges(
  history: readonly HistoryEntry[],
  beganAt: string,
): readonly ToggleChange[] {
  const fromMs = Date.parse(beganAt) - LATELY_MS;
  return history
    .filter(({ at, isSeed, isMembership }) => !isSeed && !isMembership && Date.parse(at) >= fromMs)
    .flatMap((entry) => entry.keys.map((key) => changeOf(key, entry)))
    .slice(0, MOST_CHANGES);
}

function changeOf(key: string, entry: HistoryEntry): ToggleChange {
  const { at, who, why } = entry;
  return { key, at, what: changeText(entry), who, ...(why !== '' && { why }) };
}
