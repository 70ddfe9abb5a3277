const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** An end that takes longer than this, in real milliseconds, is not waited for. */
const PATIENCE_MS = 1800;

/** The wish that the local cloud should end: Ctrl-C, `kill`, or a closed terminal. A second one ends at once. */
export class StopSignal {
  readonly #listeners = new Set<() => void>();
  #received = false;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, () => this.#receive());
  }

  get received(): boolean {
    return this.#received;
  }

  /** Calls `listener` at the signal. Returns the function that takes it back. */
  onStop(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  wait(): Promise<void> {
    if (this.#received) return Promise.resolve();
    return new Promise((resolve) => this.onStop(resolve));
  }

  #receive(): void {
    if (this.#received) process.exit(1);
    this.#received = true;
    setTimeout(() => {
      process.stderr.write('Not everything ended in time; the next start cleans up.\n');
      process.exit(0);
    }, PATIENCE_MS).unref();
    for (const listener of this.#listeners) listener();
  }
}
