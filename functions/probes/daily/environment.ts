/** What the function that folds hours reads. */
export interface ProbesDailyEnvironment {
  /** The probes' table. */
  readonly TABLE_NAME: string;
}
