import type { Rollout } from './rollout.ts';

/** The right to act on a rollout for some time, so that two runs never do at once. */
export interface Lease {
  readonly owner: string;
  readonly untilMs: number;
}

/** Where rollouts are kept, the latest of each toggle. Every adapter passes `describeRolloutStore` in test/support. */
export interface RolloutStore {
  /** At least as new as every save that was answered. */
  find(key: string): Promise<Rollout | undefined>;

  /** Those of this toggle that are over and were followed by another one, oldest first: for the audit. */
  past(key: string): Promise<readonly Rollout[]>;

  /** Those that a run has to look at, in no order. May miss what was stored a second ago. */
  listLive(): Promise<readonly Rollout[]>;

  /**
   * Stores a new one as version 1, and keeps the one before it among the past. Rejects with `rollout_conflict` while another one of the toggle is live. The very
   * same write again, because its answer was lost, counts once: here and in `save`.
   */
  create(rollout: Rollout): Promise<Rollout>;

  /**
   * Stores the next version. Rejects with `rollout_conflict` where the rollout is not the latest that there is. A lease
   * neither helps nor hinders.
   */
  save(rollout: Rollout): Promise<Rollout>;

  /**
   * Takes the lease, or prolongs one's own: gives the rollout as it is now. Undefined while somebody else has it, or
   * without a rollout. A lease of the past binds nobody: its holder has crashed.
   */
  lease(key: string, lease: Lease, nowMs: number): Promise<Rollout | undefined>;

  /** Gives one's own lease back; any other stays. */
  release(key: string, owner: string): Promise<void>;
}
