/** Short work needs no word. */
const SILENT_MS = 2_000;
const BETWEEN_MS = 200;

/** Says on a terminal, from two seconds on, how far long work is: one line that is written over and taken away at the end. */
export class Progress {
  readonly #stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
  readonly #now: () => number;
  #nextMs: number;
  #isShown = false;

  constructor(
    stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr,
    now: () => number = performance.now.bind(performance),
  ) {
    this.#stream = stream;
    this.#now = now;
    this.#nextMs = now() + SILENT_MS;
  }

  tell(text: string): void {
    if (!this.#stream.isTTY || this.#now() < this.#nextMs) return;
    this.#nextMs = this.#now() + BETWEEN_MS;
    this.#isShown = true;
    this.#stream.write(`\r\u001b[K${text}`);
  }

  end(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
  }
}
