/** What the comparison reads from its environment; the construct writes it. */
export interface ComparisonEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  /** Which toggles there are. */
  readonly TOGGLES_TABLE_NAME: string;
  /** How often each variant of a toggle was served. */
  readonly EXPOSURES_TABLE_NAME: string;
}
