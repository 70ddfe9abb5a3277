/** Planned work, again and again: results in it are kept, but marked, and publish no metric. */
export interface MaintenanceWindow {
  /** Names of probes. @default - all */
  readonly probes?: readonly string[];
  /** On which it begins. @default - every day */
  readonly days?: readonly Weekday[];
  /** When it begins, on clocks in `timeZone`, `HH:MM`. */
  readonly from: string;
  /** At most a day. */
  readonly durationMs: number;
  /** An IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
