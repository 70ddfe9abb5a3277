/** Runs work by name, so many at once under each name, in the order of asking. */
export class Lanes {
  readonly #width: number;
  readonly #running = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(width: number) {
    this.#width = width;
  }

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const running = this.#running.get(name) ?? 0;
    if (running >= this.#width) await this.#turn(name);
    else this.#running.set(name, running + 1);
    try {
      return await work();
    } finally {
      this.#leave(name);
    }
  }

  #turn(name: string): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, waiting);
      waiting.push(resolve);
    });
  }

  /** The place goes to who waits longest. */
  #leave(name: string): void {
    const next = this.#waiting.get(name)?.shift();
    if (next) next();
    else this.#running.set(name, (this.#running.get(name) ?? 1) - 1);
  }
}
