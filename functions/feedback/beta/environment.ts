/** What the function of the segment `beta` reads from its environment; the construct writes it. */
export interface BetaSegmentEnvironment {
  readonly TABLE_NAME: string;
  /** Whose segment it is. */
  readonly TOGGLES_TABLE_NAME: string;
}
