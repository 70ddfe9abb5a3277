import type { EventCount, ExposureCount } from './exposure-store.ts';

/** Adds up what counts the same, and sorts by hour, release, toggle and variant. */
export function mergeExposures(counts: readonly ExposureCount[]): readonly ExposureCount[] {
  const merged = new Map<string, ExposureCount>();
  for (const entry of counts) {
    const name = JSON.stringify([entry.hour, entry.release, entry.key, entry.variant]);
    merged.set(name, { ...entry, count: entry.count + (merged.get(name)?.count ?? 0) });
  }
  return sorted(merged);
}

/** Adds up what counts the same, and sorts by hour, release and event. */
export function mergeEvents(counts: readonly EventCount[]): readonly EventCount[] {
  const merged = new Map<string, EventCount>();
  for (const entry of counts) {
    const name = JSON.stringify([entry.hour, entry.release, entry.event]);
    const { count = 0, sum = 0 } = merged.get(name) ?? {};
    merged.set(name, { ...entry, count: entry.count + count, sum: entry.sum + sum });
  }
  return sorted(merged);
}

function sorted<Entry>(merged: ReadonlyMap<string, Entry>): readonly Entry[] {
  return [...merged].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}
