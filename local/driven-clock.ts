import type { Clock, Task, Timer } from './clock.ts';
import { type Appointment, Timeline } from './timeline.ts';

/** First moment of a manual clock that is given none: a Monday, so that weekly schedules read well in tests. */
const MANUAL_START_MS = Date.UTC(2026, 0, 5);

/** The longest that Node's timers can wait is 2^31 - 1 ms; a later appointment is waited for in parts. */
const LONGEST_REAL_WAIT_MS = 2 ** 30;

/** A long `advance` lets sockets and child processes have their turn this often. */
const YIELD_AFTER_REAL_MS = 10;

export interface ClockOptions {
  /**
   * Driven seconds in one real second, above 0.
   * @default 1
   */
  readonly speed?: number;

  /**
   * Driven time now, in epoch milliseconds.
   * @default the real time
   */
  readonly startAtMs?: number;
}

/** A clock that runs by itself, in real time or faster. `advance` jumps ahead; from there it runs on. */
export function createClock({ speed = 1, startAtMs = Date.now() }: ClockOptions = {}): Clock {
  if (!(speed > 0)) throw new Error(`speed is ${speed}: it must be above 0, e.g. 60`);
  return new DrivenClock(startAtMs, speed);
}

/** A clock that stands still, and moves by `advance` alone. */
export function createManualClock(startAtMs: number = MANUAL_START_MS): Clock {
  return new DrivenClock(startAtMs, 0);
}

/**
 * Both clocks: time flows from an anchor at `speed` (0: it stands), and `advance` steps from appointment to appointment.
 *
 * `advance` and `idle` wait for tasks and for work given to `busy`; one that itself awaits `advance` or `idle` would
 * wait for itself, so neither may. An appointment for now or earlier does not need `advance`: it runs in the next
 * turn of the event loop, also while `advance` waits, so work may wait for such a one.
 */
class DrivenClock implements Clock {
  readonly #timeline = new Timeline();
  readonly #speed: number;
  #flowing: boolean;
  #anchor: { readonly drivenMs: number; readonly realMs: number };
  #latestMs: number;
  #turns = 0;
  #workUnderWay = 0;
  #whenIdle: (() => void)[] = [];
  #realTimer: NodeJS.Timeout | undefined;
  #advancing: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(startAtMs: number, speed: number) {
    this.#speed = speed;
    this.#flowing = speed > 0;
    this.#anchor = { drivenMs: startAtMs, realMs: Date.now() };
    this.#latestMs = startAtMs;
  }

  now(): number {
    const { drivenMs, realMs } = this.#anchor;
    const passedMs = this.#flowing ? (Date.now() - realMs) * this.#speed : 0;
    // The laptop's own clock may be set back; driven time never is.
    this.#latestMs = Math.max(this.#latestMs, Math.floor(drivenMs + passedMs));
    return this.#latestMs;
  }

  get isRunning(): boolean {
    return this.#flowing;
  }

  at(atMs: number, task: Task): Timer {
    if (!Number.isFinite(atMs)) throw new Error(`${atMs} is no moment of driven time`);
    const appointment: Appointment = { atMs, turn: this.#turns++, task, cancelled: this.#stopped };
    if (atMs <= this.now()) void this.busy(nextTurn().then(() => run(appointment)));
    else this.#timeline.add(appointment);
    this.#arm();
    return {
      cancel: () => {
        appointment.cancelled = true;
      },
    };
  }

  every(periodMs: number, task: Task, phaseMs = 0): Timer {
    if (!(periodMs > 0)) throw new Error(`a period of ${periodMs} ms: it must be above 0`);
    const nextTickMs = () =>
      (Math.floor((this.now() - phaseMs) / periodMs) + 1) * periodMs + phaseMs;
    const tick = (): void | Promise<void> => {
      timer = this.at(nextTickMs(), tick);
      return task();
    };
    let timer = this.at(nextTickMs(), tick);
    return { cancel: () => timer.cancel() };
  }

  busy<T>(work: Promise<T>): Promise<T> {
    this.#workUnderWay++;
    return work.finally(() => {
      this.#workUnderWay--;
      if (this.#workUnderWay === 0) for (const tell of this.#whenIdle.splice(0)) tell();
    });
  }

  async idle(): Promise<void> {
    while (this.#workUnderWay > 0) {
      await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
      await nextTurn(); // what follows from the finished work may start more
    }
  }

  advance(durationMs: number): Promise<void> {
    if (!(durationMs >= 0 && Number.isFinite(durationMs))) {
      return Promise.reject(new Error(`advance by ${durationMs} ms: time only moves forward`));
    }
    const mine = this.#advancing.then(() => this.#step(durationMs));
    this.#advancing = mine.catch(() => undefined); // its caller hears of it; the next one starts afresh
    return mine;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#realTimer);
    this.#timeline.clear();
  }

  async #step(durationMs: number): Promise<void> {
    const untilMs = this.now() + durationMs;
    this.#moveTo(this.now(), false);
    try {
      await this.idle();
      await this.#keepAppointments(untilMs);
      this.#moveTo(untilMs, false);
    } finally {
      this.#moveTo(this.now(), this.#speed > 0);
      this.#arm();
    }
  }

  async #keepAppointments(untilMs: number): Promise<void> {
    let yieldedAt = performance.now();
    for (;;) {
      const due = this.#timeline.takeDue(untilMs);
      if (due === undefined) return;
      this.#moveTo(due.atMs, false);
      const work = run(due);
      if (work !== undefined) await work;
      await this.idle();
      if (performance.now() - yieldedAt < YIELD_AFTER_REAL_MS) continue;
      await nextTurn();
      yieldedAt = performance.now();
    }
  }

  #moveTo(drivenMs: number, flowing: boolean): void {
    this.#latestMs = Math.max(this.#latestMs, drivenMs);
    this.#anchor = { drivenMs: this.#latestMs, realMs: Date.now() };
    this.#flowing = flowing;
  }

  /** Sets the one real timer, for the next appointment. */
  #arm(): void {
    clearTimeout(this.#realTimer);
    const next = this.#timeline.peek();
    if (!this.#flowing || this.#stopped || next === undefined) return;
    const waitMs = Math.ceil((next.atMs - this.now()) / this.#speed);
    this.#realTimer = setTimeout(
      () => this.#keepDue(),
      Math.min(Math.max(waitMs, 0), LONGEST_REAL_WAIT_MS),
    );
  }

  /** While time flows nobody is waited for: a slow task must not hold up the others. */
  #keepDue(): void {
    for (;;) {
      const due = this.#timeline.takeDue(this.now());
      if (due === undefined) break;
      void this.busy(Promise.resolve().then(() => run(due)));
    }
    this.#arm();
  }
}

function run(appointment: Appointment): void | Promise<void> {
  return appointment.cancelled ? undefined : appointment.task();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
