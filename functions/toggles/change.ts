/** Who changed the toggles, and why: kept with every version. */
export interface Author {
  /** A person, role or function, as the audit shows it. */
  readonly who: string;
  readonly why: string;
}

/** One entry of the audit. */
export interface Change extends Author {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What was done, in a few words: `new-checkout: off -> on`. */
  readonly summary: string;
}
