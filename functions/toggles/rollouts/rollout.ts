/** One step of a plan: how many get the variant, and what must be seen before more do. */
export interface RolloutStep {
  /** Of the users whom no targeting rule names: whole, 1 to 100. */
  readonly percent: number;
  /** The step takes at least so long. */
  readonly bakeMs: number;
  /** The variant is served at least so many times in the step. Whole, 1 and up. */
  readonly minExposures: number;
}

/**
 * `running`: advances by itself. `paused`: stands until a person resumes it; an alarm still aborts it.
 * `finished`: its plan is carried out. `aborted`: over before that, the toggle killed. `ended`: over before that, the
 * toggle left alone.
 */
export type RolloutState = 'running' | 'paused' | 'finished' | 'aborted' | 'ended';

/** What happened to a rollout, for people. */
export interface RolloutEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  readonly what: string;
}

/** A variant on its way to more and more users, while alarms watch. */
export interface Rollout {
  readonly key: string;
  readonly variant: string;
  /** 1 to 20, each with a higher percentage than the one before. */
  readonly steps: readonly RolloutStep[];
  /** Index of the step that is in force, or about to be. */
  readonly step: number;
  readonly state: RolloutState;
  /**
   * What the toggle has yet to be changed to: the step's percentage, or its safe variant. Stored before it is done,
   * so that a crash in between is made good by the next run. @default nothing
   */
  readonly pending?: 'percent' | 'kill';
  /** What the toggle served when the rollout last looked or set it: any other percentage is somebody else's decision. */
  readonly servedPercent: number;
  /** When the step began: ISO 8601, UTC. */
  readonly since: string;
  /** How often the variant had been served in the hour of `since` before it. */
  readonly baseline: number;
  readonly startedBy: string;
  /** ISO 8601, UTC. Tells this rollout from an earlier one of the same toggle. */
  readonly startedAt: string;
  /** Why it is where it is, with the evidence. */
  readonly reason: string;
  /** The latest 50, oldest first. */
  readonly events: readonly RolloutEvent[];
  /** Whether the team has yet to be told of this state. */
  readonly untold: boolean;
  /** Grows by one with each save; 0 has not been stored. */
  readonly version: number;
}

/** Not over yet. A toggle has one such rollout at most. */
export function isWatched({ state }: Rollout): boolean {
  return state === 'running' || state === 'paused';
}

/** Whether a run has anything to do for it: to watch, to make good, or to tell. */
export function isLive(rollout: Rollout): boolean {
  return isWatched(rollout) || rollout.pending !== undefined || rollout.untold;
}

/** How the audit names a rollout. */
export function authorOf({ startedBy, reason }: Rollout): { who: string; why: string } {
  return { who: `guarded rollout of ${startedBy}`, why: reason };
}

const MOST_EVENTS = 50;

/** The same rollout with one more event, and what it says as the reason. */
export function withEvent(
  rollout: Rollout,
  event: RolloutEvent,
  difference: Partial<Rollout>,
): Rollout {
  const events = [...rollout.events, event].slice(-MOST_EVENTS);
  return { ...rollout, reason: event.what, ...difference, events };
}

/** The step that is in force, or about to be. */
export function stepOf({ steps, step }: Rollout): RolloutStep {
  const current = steps[step];
  if (!current) throw new Error(`a rollout of ${steps.length} steps stands at step ${step}`);
  return current;
}
