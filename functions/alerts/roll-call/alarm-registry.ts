import type { AlarmState } from '../transition.ts';

/** What CloudWatch says of an alarm now. */
export interface RegisteredAlarm {
  readonly state: AlarmState;
  /** When its state last changed; ISO 8601. */
  readonly changedAt: string;
  readonly reason: string;
}

/** Looks alarms up by name; those that are not there are left out. Rejects where it cannot look: nobody is gone then. */
export type LookUpAlarms = (
  names: readonly string[],
) => Promise<ReadonlyMap<string, RegisteredAlarm>>;
