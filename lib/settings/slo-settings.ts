/** How much of the time the service must answer, by a probe: a budget of errors for any 30 days. */
export interface SloSettings {
  /** Names its alarms: lower case letters, digits, hyphens; at most 30. */
  readonly name: string;
  /** In percent: from 95 to 99.99. */
  readonly availability: number;
  /** The probe whose runs count: it runs each 5 minutes or more often. */
  readonly probe: string;
}
