/** What the functions of this noun read from their environment; the construct writes it. */
export interface PostEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  /** Feedback that names no release gets the current one from here. */
  readonly RELEASES_TABLE_NAME: string;
  /** Origins of pages that may post, separated by commas; `*` for all. */
  readonly ALLOWED_ORIGINS: string;
}

export interface NotifyEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  readonly INFO_TOPIC_ARN: string;
}
