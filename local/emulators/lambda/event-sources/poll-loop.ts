import type { Clock, Timer } from '../../../clock.ts';
import { backoffMs } from './stream-batch.ts';

/** What one step of reading gave: go on at once, wait for news, or look again at a moment of driven time. */
export type Step = 'again' | 'idle' | { readonly atMs: number };

export interface PollLoopOptions {
  readonly clock: Clock;
  step(): Promise<Step>;
  /** A step failed (access denied, an outage); it is tried again later. */
  onError(error: unknown): void;
}

/** Runs steps one after the other, from the moment that it is woken until there is nothing to do. */
export class PollLoop {
  readonly #options: PollLoopOptions;
  #isRunning = false;
  #isWoken = false;
  #isStopped = false;
  #failures = 0;
  #timer: Timer | undefined;

  constructor(options: PollLoopOptions) {
    this.#options = options;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  wake(): void {
    this.#isWoken = true;
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    void this.#options.clock.busy(this.#run());
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  async #run(): Promise<void> {
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      let step: Step = 'again';
      while (step === 'again' && !this.#isStopped) step = await this.#step();
      if (typeof step === 'object') this.#wakeAt(step.atMs);
    }
    this.#isRunning = false;
  }

  async #step(): Promise<Step> {
    try {
      const step = await this.#options.step();
      this.#failures = 0;
      return step;
    } catch (error) {
      if (this.#isStopped) return 'idle';
      this.#failures++;
      if (this.#failures === 1) this.#options.onError(error);
      return { atMs: this.#options.clock.now() + backoffMs(this.#failures) };
    }
  }

  #wakeAt(atMs: number): void {
    this.#timer?.cancel();
    if (this.#isStopped) return;
    this.#timer = this.#options.clock.at(atMs, () => this.wake());
  }
}
