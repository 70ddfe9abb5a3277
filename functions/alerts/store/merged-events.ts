import { SILENT_MARK } from '../grouping/events-of-change.ts';
import type { TimelineEvent } from '../timeline.ts';

/**
 * In the order of time; of events with one key the first that is given. What was kept back for a moment and then announced
 * (composites wait for their suppressor) was not silent.
 */
export function mergedEvents(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const byKey = new Map<string, TimelineEvent>();
  for (const event of events) if (!byKey.has(event.key)) byKey.set(event.key, event);
  for (const key of byKey.keys()) byKey.delete(`${key}${SILENT_MARK}`);
  return [...byKey.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
