/** What may have to do with an alert: what was changed lately, and what users say. */
export interface Surroundings {
  /** What users get now. @default - none was ever live, or it is not known */
  readonly release?: LiveRelease;
  /** Changed in the last hours before the alert began, and since: the newest first. */
  readonly toggles: readonly ToggleChange[];
  /** @default - it is not known */
  readonly feedback?: FeedbackLately;
  /** What could not be found out: an alert waits for none of it. */
  readonly unavailable: readonly SurroundingPart[];
}

export type SurroundingPart = 'release' | 'toggles' | 'feedback';

export interface LiveRelease {
  readonly id: string;
  readonly commit?: string;
  /** ISO 8601, as all times here. */
  readonly liveAt: string;
  /** What was live before. */
  readonly previous?: string;
}

export interface ToggleChange {
  readonly key: string;
  readonly at: string;
  /** `new-checkout: off -> on`; of an undo what is served since: `new-checkout: on -> off (takes back 2)`. */
  readonly what: string;
  readonly who?: string;
  /** The reason that was given. */
  readonly why?: string;
}

/** Of the last 24 hours, and of the 24 hours before them. */
export interface FeedbackLately extends FeedbackTally {
  readonly before: FeedbackTally;
}

export interface FeedbackTally {
  readonly total: number;
  /** Bugs, and ratings that complain. */
  readonly negative: number;
}
