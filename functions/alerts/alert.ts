import type { Severity } from './severity.ts';
import type { AlarmState, Measured, WatchedMetric } from './transition.ts';

/** One alarm of a service, as far as an alert must know it. */
export interface MemberAlarm {
  readonly name: string;
  readonly arn: string;
  readonly severity: Severity;
  readonly state: AlarmState;
  /** `StateChangeTime` of the latest transition that counts; ISO 8601 in UTC, as all times here. */
  readonly changedAt: string;
  /** Since when it fires: its first change to ALARM since it was OK; one without data fires on. @default - it does not */
  readonly firingSince?: string;
  /** Whether people hear of it while it fires: not of one that is muted, suppressed, or a band that still learns. */
  readonly isAnnounced: boolean;
  /** It fires silently until its band has learned of all these. @default - that is not why, or it does not fire */
  readonly learnsOf?: readonly WatchedMetric[];
  /** Its own action tells that it fires, by e-mail: the router does not tell it there again. @default - the router tells */
  readonly told?: 'directly';
  /** It fires on for long after what it tells of was mended: it keeps no alert open, and is no news where others fire. @default - it ends with that */
  readonly ends?: 'late';
  /** At most 200 characters. */
  readonly sentence: string;
  /** CloudWatch's words, at most 300 characters of them. */
  readonly reason: string;
  readonly owner?: string;
  readonly runbook?: string;
  readonly measured?: Measured;
  /** The only metric that it watches. @default - a composite, or math of several */
  readonly metricName?: string;
  readonly beganAt?: string;
}

/**
 * What people are told of one service, from its first alarm until all are over; also the incident's record.
 * `settling`: no alarm fires, and it is resolved at `settlesAt` unless one comes back.
 */
export interface Alert {
  /** `<service>-<opened, base 36 seconds>-<4 letters>`: sorts by time within a service. */
  readonly id: string;
  readonly service: string;
  readonly status: 'open' | 'settling' | 'resolved';
  /** The highest that any of its alarms had: it never falls. */
  readonly severity: Severity;
  /** When the first breach began, as far as CloudWatch says. */
  readonly beganAt: string;
  /** When the first alarm fired. */
  readonly openedAt: string;
  readonly settlesAt?: string;
  readonly resolvedAt?: string;
  /** Grows with each change that people may want to know: what a route was told is compared with it. */
  readonly revision: number;
  /** All that fired while it was open, by name. */
  readonly alarms: Readonly<Record<string, MemberAlarm>>;
  /** Names of those that fire and for which `alarms` has no room. @default - it has room for all */
  readonly leftOut?: readonly string[];
  /** A service that this one depends on, and which has an open alert: nobody is told of this one meanwhile. */
  readonly heldBy?: string;
}

/** All that decides about one service; kept as one item, changed by one optimistic write. */
export interface ServiceState {
  readonly service: string;
  /** Of the item: grows with each write; 0 before the first. */
  readonly version: number;
  /** Every alarm that was heard of; those that are OK for a day are forgotten. */
  readonly alarms: Readonly<Record<string, MemberAlarm>>;
  /** The latest alert. @default - there was none */
  readonly alert?: Alert;
  /** Names of the alarms that fired when the alert's revision last grew: one that comes and goes again is no news. */
  readonly revisedFiring?: readonly string[];
  /** When its latest alerts ended: each one makes the next settle for longer. @default - none did */
  readonly recentEnds?: readonly string[];
  /** Ids of alerts that some route may not know the end of yet, the latest last. @default - none */
  readonly untold?: readonly string[];
}
