const MAX_BODY_BYTES = 256 * 1024;

/** What is kept of a body: its first 256 kB. */
export class LimitedBody {
  readonly #chunks: Buffer[] = [];
  #length = 0;

  add(chunk: Buffer): void {
    if (this.isFull) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** There was more than is kept. */
  get isFull(): boolean {
    return this.#length > MAX_BODY_BYTES;
  }

  bytes(): Buffer {
    const [only] = this.#chunks;
    const all = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks);
    return all.subarray(0, MAX_BODY_BYTES);
  }
}
