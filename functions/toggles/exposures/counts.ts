import type { EventCount, ExposureCount } from './exposure-store.ts';
import { mergeEvents, mergeExposures } from './merge-exposures.ts';

/** Counts that wait to be stored; as many as this container may hold while the store is down for long. */
const MAX_WAITING = 10_000;

export interface Counts {
  readonly exposures: readonly ExposureCount[];
  readonly events: readonly EventCount[];
}

export const NO_COUNTS: Counts = { exposures: [], events: [] };

/** Adds up, and forgets the oldest hours when there are too many. */
export function addCounts(one: Counts, other: Counts): Counts {
  return {
    exposures: mergeExposures([...one.exposures, ...other.exposures]).slice(-MAX_WAITING),
    events: mergeEvents([...one.events, ...other.events]).slice(-MAX_WAITING),
  };
}
