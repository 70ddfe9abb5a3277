import type { StartTimer } from '../../shared/timer.ts';

export interface SlotsOptions {
  /** How many may work at once. */
  readonly count: number;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  readonly startTimer: StartTimer;
}

/** Between two starts: those that start together measure each other, and go on together. */
const GAP_MS = 5;

/** What takes longer does nothing but wait, which costs no CPU: its slot is another's. */
const HOLD_MS = 500;

/**
 * Lets a few exchanges work at once. Their starts are staggered, so that they do not measure each other; what takes the place
 * of one that has ended starts at once, which keeps them so and needs no further timer.
 */
export class Slots {
  readonly #options: SlotsOptions;
  readonly #urgent: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #nextStartMs = 0;
  #stopGap: (() => void) | undefined;

  constructor(options: SlotsOptions) {
    this.#options = options;
    this.#free = options.count;
  }

  /** Starts the work when there is a slot for it; what is urgent before all that is not. */
  run<T>(work: () => Promise<T>, isUrgent = false): Promise<T> {
    return new Promise((settle, fail) => {
      const queue = isUrgent ? this.#urgent : this.#waiting;
      queue.push(() => this.#hold(work).then(settle, fail));
      this.#startNext();
    });
  }

  /** Starts nothing any more: what waits never settles. */
  close(): void {
    this.#free = Number.NEGATIVE_INFINITY;
    this.#stopGap?.();
  }

  #startNext(takesPlace = false): void {
    if (this.#free < 1 || this.#urgent.length + this.#waiting.length === 0) return;
    const { nowMs, startTimer } = this.#options;
    const waitMs = Math.ceil(this.#nextStartMs - nowMs()); // timers drop fractions, and would have to wait twice
    if (waitMs > 0 && !takesPlace) {
      this.#stopGap ??= startTimer(() => {
        this.#stopGap = undefined;
        this.#startNext();
      }, waitMs);
      return;
    }
    const start = this.#urgent.shift() ?? this.#waiting.shift();
    this.#free--;
    if (!takesPlace) this.#nextStartMs = nowMs() + GAP_MS;
    start?.();
    this.#startNext();
  }

  async #hold<T>(work: () => Promise<T>): Promise<T> {
    let isHeld = true;
    const giveBack = (hasEnded: boolean) => {
      if (!isHeld) return;
      isHeld = false;
      this.#free++;
      this.#startNext(hasEnded);
    };
    const stopTimer = this.#options.startTimer(() => giveBack(false), HOLD_MS);
    try {
      return await work();
    } finally {
      stopTimer();
      giveBack(true);
    }
  }
}
