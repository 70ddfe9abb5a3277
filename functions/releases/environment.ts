/** What the marker function reads. */
export interface ReleasesEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  /** The releases table. */
  readonly TABLE_NAME: string;
}
