/** One appointment on a clock. */
export interface Timer {
  cancel(): void;
}

/** Driven time: what every emulator, schedule, alarm and function process on the laptop lives by. */
export interface Clock {
  /** Driven time, in epoch milliseconds. */
  now(): number;

  /** Whether driven time passes by itself now: not on a manual clock, and not while `advance` takes its steps. */
  readonly isRunning: boolean;

  /** Calls `task` once, when driven time reaches `atMs` (at once if that is past). */
  at(atMs: number, task: Task): Timer;

  /** Calls `task` at every multiple of `periodMs` since the epoch, plus `phaseMs`. A late tick is not made up. */
  every(periodMs: number, task: Task, phaseMs?: number): Timer;

  /**
   * Makes `advance` wait until `work` has settled before time goes on. Give it every piece of background work
   * (an asynchronous invocation, a delivery). The work itself must not wait for this clock: use `at` for retries.
   */
  busy<T>(work: Promise<T>): Promise<T>;

  /** Settles when no work is under way. */
  idle(): Promise<void>;

  /** Moves driven time forward, running what falls due in order and waiting for its work. */
  advance(durationMs: number): Promise<void>;

  /** Cancels all that is due. Driven time stays readable. */
  stop(): void;
}

export type Task = () => void | Promise<void>;
