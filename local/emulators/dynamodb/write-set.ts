import type { BatchOperation } from './database.ts';
import type { Done, EngineSpace, EngineStore } from './engine-store.ts';
import type { Item } from './item.ts';
import { type ItemStore, indexPrefix, itemPrefix } from './item-store.ts';

/** One item before and after a request. */
export interface Change {
  readonly tableName: string;
  readonly before?: Item | undefined;
  readonly after?: Item | undefined;
}

/**
 * What one request writes, items and index entries, kept apart from the store until it is committed as one batch.
 * dynalite's actions take it for the store: they read through it what they have written.
 */
export class WriteSet implements EngineStore {
  readonly options: EngineStore['options'];
  readonly #store: ItemStore;
  readonly #values = new Map<string, unknown>();
  readonly #changes = new Map<string, Change>();

  constructor(store: ItemStore) {
    this.options = store.options;
    this.#store = store;
  }

  operations(): BatchOperation[] {
    return [...this.#values].map(([key, value]) =>
      value === undefined ? { type: 'del', key } : { type: 'put', key, value },
    );
  }

  changes(): Change[] {
    return [...this.#changes.values()];
  }

  getTable(name: string, checkStatus: unknown, done?: Done<object>): void {
    this.#store.getTable(name, checkStatus, done);
  }

  getItemDb(tableName: string): EngineSpace {
    return this.#space(itemPrefix(tableName), (key, after) => {
      const known = this.#changes.get(key);
      const before = known ? known.before : this.#store.read(key);
      this.#changes.set(key, { tableName, before, after });
    });
  }

  getIndexDb(_type: string, tableName: string, indexName: string): EngineSpace {
    return this.#space(indexPrefix(tableName, indexName), () => {});
  }

  #space(prefix: string, noteChange: (key: string, after?: Item) => void): EngineSpace {
    const write = (key: string, value: Item | undefined, done: Done<void>): void => {
      noteChange(key, value);
      this.#values.set(key, value);
      done(null);
    };
    return {
      get: (key, done) => done(null, this.#read(prefix + key)),
      put: (key, value, done) => write(prefix + key, value, done),
      del: (key, done) => write(prefix + key, undefined, done),
      lock: (_key, critical) => critical((done) => done), // the writer lets one request in at a time
      createValueStream: () => {
        throw new Error('A writing operation tried to iterate');
      },
    };
  }

  #read(key: string): unknown {
    return this.#values.has(key) ? this.#values.get(key) : this.#store.read(key);
  }
}
