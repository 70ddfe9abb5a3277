/** What the marker function reads. */
export interface ReleasesEnvironment {
  /** The releases table. */
  readonly TABLE_NAME: string;
}
