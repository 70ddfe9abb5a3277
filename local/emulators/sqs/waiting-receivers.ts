import type { Queue } from './queue.ts';

/** Long polls: receivers that wait, in real time, for a message to become visible. */
export class WaitingReceivers {
  readonly #waiting = new Map<Queue, Set<() => void>>();
  #stopped = false;

  /** Settles when `queue` may have something, when `waitMs` are over, or when all are released. */
  wait(queue: Queue, waitMs: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const receivers = this.#waiting.get(queue) ?? new Set();
      this.#waiting.set(queue, receivers);
      const leave = () => {
        clearTimeout(timer);
        receivers.delete(leave);
        resolve();
      };
      const timer = setTimeout(leave, waitMs);
      receivers.add(leave);
    });
  }

  /** Lets all who wait for `queue` look again. */
  wake(queue: Queue): void {
    for (const leave of this.#waiting.get(queue) ?? []) leave();
  }

  /** Ends all waiting, now and from now on. */
  release(): void {
    this.#stopped = true;
    for (const queue of this.#waiting.keys()) this.wake(queue);
  }

  get released(): boolean {
    return this.#stopped;
  }
}
