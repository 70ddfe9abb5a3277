import type { TimelineEvent } from '../timeline.ts';

/** In the order of time; of events with one key the first that is given. */
export function mergedEvents(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const byKey = new Map<string, TimelineEvent>();
  for (const event of events) if (!byKey.has(event.key)) byKey.set(event.key, event);
  return [...byKey.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
