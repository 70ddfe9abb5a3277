import type { Clock } from '../../clock.ts';
import { check, perform } from './engine.ts';
import type { Item } from './item.ts';
import { type ItemStore, itemPrefix } from './item-store.ts';
import type { Table } from './table.ts';
import type { Writer } from './writer.ts';

/** DynamoDB ignores a time that is longer ago than this: it may be no time at all. */
const OLDEST_SECONDS = 5 * 365 * 86_400;

/** Deletes expired items, as DynamoDB does: some time after they have expired, here when `sweep` is called. */
export class TimeToLive {
  readonly #store: ItemStore;
  readonly #writer: Writer;
  readonly #clock: Clock;
  constructor(store: ItemStore, writer: Writer, clock: Clock) {
    this.#store = store;
    this.#writer = writer;
    this.#clock = clock;
  }

  /** Items are few on a laptop: looking at all of them costs less than remembering when each expires. */
  async sweep(): Promise<void> {
    const nowSeconds = this.#clock.now() / 1000;
    for (const tableName of this.#store.tableNames()) {
      const table = this.#store.findTable(tableName);
      if (!table?.timeToLiveAttribute) continue;
      await this.#sweepTable(table, nowSeconds);
    }
  }

  async #sweepTable(table: Table, nowSeconds: number): Promise<void> {
    for (const [, item] of await this.#store.scan(itemPrefix(table.description.TableName))) {
      const expiry = expiryOf(item as Item, table);
      if (expiry === undefined || expiry < nowSeconds - OLDEST_SECONDS) continue;
      if (expiry < nowSeconds) await this.#expire(table, item as Item, expiry);
    }
  }

  /** Unless a write has come in between and changed when it expires. */
  async #expire(table: Table, item: Item, expiry: number): Promise<void> {
    const { TableName, KeySchema } = table.description;
    const Key = Object.fromEntries(
      KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]),
    );
    const request = check('DeleteItem', { TableName, Key }, this.#store);
    await this.#writer.write(async (writes) => {
      const current = this.#store.find(table, item);
      if (current && expiryOf(current, table) === expiry) await perform(request, writes);
    }, 'time-to-live');
  }
}

/** Epoch seconds; only a number counts. */
function expiryOf(item: Item, table: Table): number | undefined {
  const value = item[table.timeToLiveAttribute ?? '']?.['N'];
  return value === undefined ? undefined : Number(value);
}
