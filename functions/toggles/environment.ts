/** What the functions of this noun read from their environment; the constructs write it. */
export interface SeedEnvironment {
  readonly TABLE_NAME: string;
}

export interface OfrepEnvironment {
  readonly TABLE_NAME: string;
  /** Origins of pages that may read the answers, separated by commas. */
  readonly ALLOWED_ORIGINS: string;
}
