import { Readable } from 'node:stream';
import { createKey } from 'dynalite/db/index.js';
import { type BatchOperation, type Database, type KeyRange, startingWith } from './database.ts';
import type { Done, EngineSpace, EngineStore } from './engine-store.ts';
import type { Item } from './item.ts';
import { type Table, tableNotFound } from './table.ts';

const MAX_ITEM_BYTES = 400 * 1024;

const TABLES = 'table~';

/** Tables and their items as they are on disk; what dynalite's reading actions work on. */
export class ItemStore implements EngineStore {
  readonly options = { maxItemSize: MAX_ITEM_BYTES };
  readonly #database: Database;
  readonly #tables = new Map<string, Table>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Reads which tables exist; call it once, first. */
  async load(): Promise<void> {
    for await (const [key, value] of this.#database.iterator(startingWith(TABLES))) {
      this.#tables.set(key.slice(TABLES.length), value as Table);
    }
  }

  tableNames(): string[] {
    return [...this.#tables.keys()].sort();
  }

  findTable(name: string): Table | undefined {
    return this.#tables.get(name);
  }

  async saveTable(table: Table): Promise<void> {
    const name = table.description.TableName;
    await this.commit([{ type: 'put', key: TABLES + name, value: table }]);
    this.#tables.set(name, table);
  }

  /** The item that has the key of `keyOrItem`. */
  find(table: Table, keyOrItem: Item): Item | undefined {
    const { TableName } = table.description;
    return this.read(itemPrefix(TableName) + createKey(keyOrItem, table.description));
  }

  /** What stands under a whole key of the database. */
  read(key: string): Item | undefined {
    return this.#database.getSync(key) as Item | undefined;
  }

  scan(prefix: string): Promise<[string, unknown][]> {
    return this.#database.iterator(startingWith(prefix)).all();
  }

  /** Keeps all of `operations` or, if the process dies before it settles, perhaps none; never a part. */
  async commit(operations: BatchOperation[]): Promise<void> {
    if (operations.length > 0) await this.#database.batch(operations);
  }

  getTable(name: string, checkStatus: unknown, done?: Done<object>): void {
    const answer = (done ?? checkStatus) as Done<object>;
    const table = this.#tables.get(name);
    if (table) answer(null, table.description);
    else answer(tableNotFound());
  }

  getItemDb(tableName: string): EngineSpace {
    return this.#space(itemPrefix(tableName));
  }

  getIndexDb(_type: string, tableName: string, indexName: string): EngineSpace {
    return this.#space(indexPrefix(tableName, indexName));
  }

  #space(prefix: string): EngineSpace {
    return {
      get: (key, done) => done(null, this.read(prefix + key)),
      put: refuseWrite,
      del: refuseWrite,
      lock: refuseWrite,
      createValueStream: (range) => this.#values(within(prefix, range)),
    };
  }

  #values(range: KeyRange): Readable {
    const entries = this.#database.iterator(range);
    return Readable.from(valuesOf(entries));
  }
}

export function itemPrefix(tableName: string): string {
  return `item-${tableName}~`;
}

/** Index names are unique within a table, so their type need not be in the key. */
export function indexPrefix(tableName: string, indexName: string): string {
  return `index-${tableName}~${indexName}~`;
}

function within(prefix: string, range: KeyRange): KeyRange {
  const { gt, gte, lt, lte, ...rest } = range;
  const lower = gt === undefined ? { gte: prefix + (gte ?? '') } : { gt: prefix + gt };
  const upper = lte === undefined ? { lt: prefix + (lt ?? '\uffff') } : { lte: prefix + lte };
  return { ...rest, ...lower, ...upper };
}

async function* valuesOf(
  entries: AsyncIterable<readonly [string, unknown]>,
): AsyncGenerator<unknown> {
  for await (const [, value] of entries) yield value;
}

function refuseWrite(): never {
  throw new Error('A reading operation tried to write');
}
