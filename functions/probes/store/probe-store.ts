import type { ProbeResult } from '../targets/probe-result.ts';
import type { ProbesConfig } from '../targets/probes-config.ts';

/** What the probers of a stage remember. Every operation may reject with what the database says. */
export interface ProbeStore extends ResultStore, LeaseStore, BeatStore {
  /** For those who are not the prober: what it probes. Written when it has changed. */
  publish(config: PublishedConfig): Promise<void>;
  /** Undefined before the first run. */
  published(region: string): Promise<PublishedConfig | undefined>;
}

export interface PublishedConfig extends ProbesConfig {
  readonly region: string;
  readonly allowPrivate: readonly string[];
}

export interface ResultStore {
  /** Kept for a day. Keeping the same part of a run twice is keeping it once. */
  keep(part: RunPart): Promise<void>;
  /** That were kept at `from` or later, and before `to`; oldest first. A large one may come as several. */
  partsBetween(from: Date, to: Date): AsyncIterable<RunPart>;
  /** Replaces what was kept of that hour. Kept for 90 days. */
  keepHour(probe: string, hour: Date, figures: Figures): Promise<void>;
  /** Of the latest 90 days, oldest first; a day without results is absent. */
  days(probe: string): Promise<readonly DayFigures[]>;
}

/** Results that became known together. */
export interface RunPart {
  /** When they were kept, ISO 8601. No two parts of one group and region have the same. */
  readonly at: string;
  readonly group: string;
  readonly region: string;
  readonly results: readonly ProbeResult[];
}

/** Counts of results outside of maintenance, and their latencies in milliseconds. */
export interface Figures {
  readonly up: number;
  readonly degraded: number;
  readonly down: number;
  readonly unknown: number;
  readonly inMaintenance: number;
  readonly latencies: number;
  readonly latencySumMs: number;
  readonly slowestMs: number;
}

export interface DayFigures extends Figures {
  /** In UTC, e.g. `2026-11-23`. */
  readonly day: string;
}

export interface LeaseStore {
  /** Whether the group is this run's until then: false while another run has it, and for a tick that one had already. */
  lease(lease: Lease): Promise<boolean>;
  /** Does nothing where the lease is another's by now. */
  giveBack(lease: Lease): Promise<void>;
}

export interface Lease {
  readonly group: string;
  readonly region: string;
  /** Of the run alone: a tick may be delivered twice, with the same request id. */
  readonly holder: string;
  /** The tick that is run. */
  readonly scheduledAt: Date;
  readonly from: Date;
  readonly until: Date;
}

export interface BeatStore {
  /** The newest one counts. */
  keepBeat(heartbeat: string, beat: Beat): Promise<void>;
  /** A heartbeat that never beat is absent. */
  beats(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Beat>>;
  /** Since when each is waited for: the first time that this was asked of it. */
  waitingSince(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

export interface Beat {
  /** When it came, ISO 8601. */
  readonly at: string;
  readonly outcome: 'ok' | 'failed';
  /** What the job said of it, printable, at most 500 characters. */
  readonly message?: string;
}
