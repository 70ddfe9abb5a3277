import type { Weekday } from '../../functions/probes/targets/maintenance-window.ts';
import type { DurationText } from './duration-text.ts';

/** Planned work, again and again: results in it are kept, but marked, and make no alarm. */
export interface MaintenanceSettings {
  /**
   * Names of probes.
   * @default - all
   */
  readonly probes?: readonly string[];

  /**
   * On which it begins: `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`.
   * @default - every day
   */
  readonly days?: readonly Weekday[];

  /** When it begins, on clocks in `timeZone`: `HH:MM`. */
  readonly from: string;

  /** How long it takes: from `1m` to `24h`. */
  readonly for: DurationText;

  /**
   * An IANA name, e.g. `Europe/Berlin`.
   * @default 'UTC'
   */
  readonly timeZone?: string;
}
