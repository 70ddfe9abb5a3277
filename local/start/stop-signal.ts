const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** An end that takes longer than this, in real milliseconds, is not waited for. */
const PATIENCE_MS = 1800;

/** How soon the end of npm is noticed, in real milliseconds. */
const LOOK_AT_PARENT_MS = 250;

/** The wish that the local cloud should end: Ctrl-C, `kill`, or a closed terminal. A second one ends at once. */
export class StopSignal {
  readonly #listeners = new Set<() => void>();
  #received = false;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, () => this.#receive());
    if (process.env['npm_lifecycle_event']) this.#endWithNpm();
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

  /** `kill` of `npm start` ends npm and its shell, and tells us nothing. */
  #endWithNpm(): void {
    const shell = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === shell) return;
      clearInterval(timer);
      this.#receive();
    }, LOOK_AT_PARENT_MS);
    timer.unref();
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
