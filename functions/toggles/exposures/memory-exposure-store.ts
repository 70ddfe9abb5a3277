import type { NowMs } from '../../shared/clock.ts';
import { exposureHour } from './exposure-hour.ts';
import {
  type EventCount,
  EXPOSURE_DAYS,
  type ExposureCount,
  type ExposureStore,
  type Hours,
} from './exposure-store.ts';
import { mergeEvents, mergeExposures } from './merge-exposures.ts';

const DAY_MS = 86_400_000;

/** Exposure counts for tests and demos: gone with the process. */
export class MemoryExposureStore implements ExposureStore {
  readonly #now: NowMs;
  #exposures: readonly ExposureCount[] = [];
  #events: readonly EventCount[] = [];

  constructor(now: NowMs) {
    this.#now = now;
  }

  async add(
    exposures: readonly ExposureCount[],
    events: readonly EventCount[] = [],
  ): Promise<void> {
    this.#exposures = mergeExposures([...this.#exposures, ...exposures]);
    this.#events = mergeEvents([...this.#events, ...events]);
  }

  async read({ key, ...hours }: Hours & { key?: string }): Promise<readonly ExposureCount[]> {
    return this.#within(hours, this.#exposures).filter(
      (entry) => key === undefined || entry.key === key,
    );
  }

  async readEvents(hours: Hours): Promise<readonly EventCount[]> {
    return this.#within(hours, this.#events);
  }

  #within<Entry extends { hour: string }>({ from, to }: Hours, entries: readonly Entry[]) {
    const oldest = exposureHour(this.#now() - EXPOSURE_DAYS * DAY_MS);
    return entries.filter(({ hour }) => hour >= from && hour <= to && hour >= oldest);
  }
}
