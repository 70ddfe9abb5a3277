/** What the functions of this noun read from their environment; the constructs write it. */
export interface SeedEnvironment {
  readonly TABLE_NAME: string;
}

export interface AdminEnvironment {
  readonly TABLE_NAME: string;
}

export interface OfrepEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  readonly EXPOSURES_TABLE_NAME: string;
  /** Origins of pages that may read the answers, separated by commas. */
  readonly ALLOWED_ORIGINS: string;
  /** Ids of the API keys that see every toggle, separated by commas. */
  readonly CLIENT_KEY_IDS: string;
}

export interface RolloutEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  readonly EXPOSURES_TABLE_NAME: string;
  readonly INFO_TOPIC_ARN: string;
  readonly TICKET_TOPIC_ARN: string;
}

export interface StaleEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  readonly EXPOSURES_TABLE_NAME: string;
  readonly INFO_TOPIC_ARN: string;
}

/** What `createToggles` reads: `Toggles.connect` sets it, in a function of the team's own. */
export interface ReaderEnvironment {
  readonly AFTERPROD_TOGGLES_TABLE: string;
  readonly AFTERPROD_EXPOSURES_TABLE: string;
  readonly AFTERPROD_PROJECT: string;
  readonly AFTERPROD_STAGE: string;
}
