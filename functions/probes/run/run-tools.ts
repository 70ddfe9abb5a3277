import type { StartTimer } from '../../shared/timer.ts';
import type { Attempt } from '../kinds/attempt.ts';
import type { LeaseStore, ResultStore } from '../store/probe-store.ts';
import type { Target } from '../targets/target.ts';
import type { LoopDelay } from './loop-delay.ts';
import type { Punctuality } from './punctuality.ts';
import type { RunMetrics } from './run-metrics.ts';

/** What all runs of a prober share. */
export interface RunTools {
  readonly targets: readonly Target[];
  /** Where this prober runs. */
  readonly region: string;
  readonly store: LeaseStore & Pick<ResultStore, 'keep'>;
  /** Of the prober, not of its configuration. */
  readonly punctuality: Punctuality;
  readonly attempt: Attempt;
  readonly loopDelay: Pick<LoopDelay, 'start' | 'stop' | 'worstSince'>;
  readonly metrics: RunMetrics;
  readonly log: RunLog;
  /** Whether work is planned then, on what the probe watches. */
  readonly inMaintenance: (probe: string, at: Date) => boolean;
  /** The id of the release that is judged. */
  readonly knownRelease: () => Promise<string | undefined>;
  /** The time of day. */
  readonly now: () => Date;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  readonly startTimer: StartTimer;
}

export interface RunLog {
  warn(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}

/** What one run has of its own. */
export interface RunLimits {
  /** Told from that of every other run, also of one that has the same tick. */
  readonly holder: string;
  readonly exchangesAtOnce: number;
  /** Until all must have its result. */
  readonly msLeft: () => number;
}
