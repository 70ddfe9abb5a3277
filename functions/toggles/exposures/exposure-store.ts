/** How often a variant was served in one hour by one release. */
export interface ExposureCount {
  /** UTC: `2026-11-23T09`. */
  readonly hour: string;
  readonly release: string;
  readonly key: string;
  readonly variant: string;
  /** Whole, 1 and up. */
  readonly count: number;
}

/** How often the service reported an event (a purchase, a sign-up) in one hour under one release. */
export interface EventCount {
  /** UTC: `2026-11-23T09`. */
  readonly hour: string;
  readonly release: string;
  readonly event: string;
  /** Whole, 0 and up. */
  readonly count: number;
  /** Of the values that came with the events; 0 where none came. */
  readonly sum: number;
}

/** Some hours, both of them included: `{ from: '2026-11-23T00', to: '2026-11-23T23' }`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Statistics, no ledger: see decision 0014. Every adapter passes `describeExposureStore` in test/support. */
export interface ExposureStore {
  /**
   * Adds to what is there already. Rejects with `CountsNotStored`, which names what can be added again. A write whose
   * answer was lost is among that, and may count twice.
   */
  add(exposures: readonly ExposureCount[], events?: readonly EventCount[]): Promise<void>;

  /** Of the last 90 days, one entry for each hour, release, toggle and variant that was served; in that order. */
  read(query: Hours & { readonly key?: string }): Promise<readonly ExposureCount[]>;

  /** Of the last 90 days, one entry for each hour, release and event; in that order. */
  readEvents(hours: Hours): Promise<readonly EventCount[]>;
}

/**
 * Stands for a release where somebody with the publishable key was served: anybody can cause such counts, so that no
 * rollout goes on because of them.
 */
export const PUBLIC_RELEASE = '(public)';

/** Counts are kept so long, from the end of their hour. */
export const EXPOSURE_DAYS = 90;
