import type { Readable } from 'node:stream';

/** Splits a process's output into log events and counts its bytes. */
export class OutputLines {
  readonly #onLine: (line: string) => void;
  #rest: Buffer = Buffer.alloc(0);
  #received = 0;
  #awaited: { readonly bytes: number; readonly resolve: () => void } | undefined;

  constructor(stream: Readable, onLine: (line: string) => void) {
    this.#onLine = onLine;
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('close', () => this.#end());
    stream.on('error', () => this.#end());
  }

  /** Settles when `bytes` in all have come, or no more will; a line without its end counts as whole then. */
  async received(bytes: number): Promise<void> {
    if (this.#received < bytes) {
      await new Promise<void>((resolve) => {
        this.#awaited = { bytes, resolve };
      });
    }
    this.#flush();
  }

  #take(chunk: Buffer): void {
    this.#received += chunk.length;
    const all = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let from = 0;
    for (let end = all.indexOf(10); end >= 0; end = all.indexOf(10, from)) {
      this.#tell(all.subarray(from, end));
      from = end + 1;
    }
    this.#rest = all.subarray(from);
    if (this.#awaited && this.#received >= this.#awaited.bytes) this.#settle();
  }

  #end(): void {
    this.#flush();
    this.#received = Number.POSITIVE_INFINITY;
    this.#settle();
  }

  #flush(): void {
    this.#tell(this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  #settle(): void {
    this.#awaited?.resolve();
    this.#awaited = undefined;
  }

  /** The bootstrap writes newlines within one message as `\r`. */
  #tell(line: Buffer): void {
    if (line.length > 0) this.#onLine(line.toString().replace(/\r$/, '').replaceAll('\r', '\n'));
  }
}
