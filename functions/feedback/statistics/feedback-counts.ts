/** What came in during one hour: from pages with one release, or of those from pages with one variant of a toggle. */
export interface FeedbackCount {
  /** UTC: `2026-11-23T09`. */
  readonly hour: string;
  readonly release: string;
  /** @default - whatever the toggles were */
  readonly served?: { readonly toggle: string; readonly variant: string };
  readonly total: number;
  /** Bugs, and ratings that complain. */
  readonly negative: number;
}

/** The counts that triage keeps. */
export interface FeedbackCounts {
  /** Of the hours from the first to the last, both of them included: `2026-11-23T00`. */
  read(from: string, to: string): Promise<readonly FeedbackCount[]>;
}
