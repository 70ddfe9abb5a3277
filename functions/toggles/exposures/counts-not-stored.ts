import type { EventCount, ExposureCount } from './exposure-store.ts';

/** The store took some counts, or none: these are left, to be added again later. */
export class CountsNotStored extends Error {
  override readonly name = 'CountsNotStored';
  readonly exposures: readonly ExposureCount[];
  readonly events: readonly EventCount[];

  constructor(
    exposures: readonly ExposureCount[],
    events: readonly EventCount[],
    options: ErrorOptions,
  ) {
    super(`${exposures.length + events.length} counts could not be stored`, options);
    this.exposures = exposures;
    this.events = events;
  }
}
