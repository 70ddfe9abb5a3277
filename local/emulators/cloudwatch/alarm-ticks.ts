import type { Clock, Timer } from '../../clock.ts';
import type { AlarmBoard } from './alarm-board.ts';

const MINUTE_MS = 60_000;

/** Alarms with a period under a minute are evaluated this often, the others each minute. */
const SHORT_TICK_MS = 10_000;

/** Evaluates alarms as driven time passes. */
export class AlarmTicks {
  readonly #clock: Clock;
  readonly #board: AlarmBoard;
  #minute: Timer | undefined;
  #short: Timer | undefined;

  constructor(clock: Clock, board: AlarmBoard) {
    this.#clock = clock;
    this.#board = board;
  }

  /** Ticks as finely as the alarms that there are need. */
  follow(): void {
    this.#minute ??= this.#clock.every(MINUTE_MS, () =>
      this.#board.evaluate(this.#roundNow(MINUTE_MS), (periodMs) => periodMs >= MINUTE_MS),
    );
    const isShortNeeded = this.#board
      .all()
      .some(
        ({ kind, compiled }) =>
          kind === 'metric' && 'periodMs' in compiled && compiled.periodMs < MINUTE_MS,
      );
    if (!isShortNeeded) return;
    this.#short ??= this.#clock.every(SHORT_TICK_MS, () =>
      this.#board.evaluate(this.#roundNow(SHORT_TICK_MS), (periodMs) => periodMs < MINUTE_MS),
    );
  }

  stop(): void {
    this.#minute?.cancel();
    this.#short?.cancel();
  }

  /** A tick may come late by milliseconds of real time; what is evaluated ends at the tick. */
  #roundNow(tickMs: number): number {
    return Math.floor(this.#clock.now() / tickMs) * tickMs;
  }
}
