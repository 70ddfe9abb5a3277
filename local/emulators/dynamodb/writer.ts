import type { ItemStore } from './item-store.ts';
import type { StreamLog, WrittenBy } from './stream-log.ts';
import { WriteSet } from './write-set.ts';

/** The one way in which items change: one request at a time, each with its stream records, whole or not at all. */
export class Writer {
  readonly #store: ItemStore;
  readonly #streams: StreamLog;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: ItemStore, streams: StreamLog) {
    this.#store = store;
    this.#streams = streams;
  }

  /** Commits what `work` has written; if `work` rejects, nothing. */
  write<T>(work: (writes: WriteSet) => Promise<T>, by: WrittenBy = 'client'): Promise<T> {
    const done = this.#last.then(() => this.#writeNow(work, by));
    this.#last = done.catch(() => {}); // the caller learns of it; the next request must still come in
    return done;
  }

  /** Settles when no write is under way. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #writeNow<T>(work: (writes: WriteSet) => Promise<T>, by: WrittenBy): Promise<T> {
    const writes = new WriteSet(this.#store);
    const result = await work(writes);
    const changes = writes.changes();
    await this.#store.commit([...writes.operations(), ...this.#streams.recordsOf(changes, by)]);
    this.#streams.announce(changes);
    return result;
  }
}
