/** What the functions of this noun read from their environment; the construct writes it. */
interface AlertsEnvironment {
  readonly PROJECT: string;
  readonly STAGE: string;
  readonly TABLE_NAME: string;
  /** The queue of wake-ups: `{ alertId, route }`. */
  readonly DELIVERIES_URL: string;
}

export interface RouterEnvironment extends AlertsEnvironment {
  /** The queue of what can never be worked on. */
  readonly DEAD_LETTERS_URL: string;
}

export interface SweeperEnvironment extends AlertsEnvironment {
  readonly RELEASES_TABLE_NAME: string;
  readonly TOGGLES_TABLE_NAME: string;
}

export interface DelivererEnvironment extends SweeperEnvironment {
  readonly FEEDBACK_TABLE_NAME: string;
  /** The queue of what was given up. */
  readonly DEAD_LETTERS_URL: string;
  /** JSON: `TopicArns`. */
  readonly TOPIC_ARNS: string;
  /** Comma-separated ranges outside the public internet that webhooks may be sent to. May be empty. */
  readonly ALLOW_PRIVATE: string;
}
