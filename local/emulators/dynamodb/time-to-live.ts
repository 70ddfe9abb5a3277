import type { Clock } from '../../clock.ts';
import { check, perform } from './engine.ts';
import type { Item } from './item.ts';
import { type ItemStore, itemPrefix } from './item-store.ts';
import type { Table } from './table.ts';
import type { Change } from './write-set.ts';
import type { Writer } from './writer.ts';

/** DynamoDB ignores a time that is longer ago than this: it may be no time at all. */
const OLDEST_SECONDS = 5 * 365 * 86_400;

/** Deletes expired items, as DynamoDB does: some time after they have expired, here when `sweep` is called. */
export class TimeToLive {
  readonly #store: ItemStore;
  readonly #writer: Writer;
  readonly #clock: Clock;
  /** The earliest known expiry by table, in epoch seconds, so that most sweeps need not look. */
  readonly #earliest = new Map<string, number>();

  constructor(store: ItemStore, writer: Writer, clock: Clock) {
    this.#store = store;
    this.#writer = writer;
    this.#clock = clock;
  }

  /** Learns from each write when the next sweep has something to do. */
  notice(changes: readonly Change[]): void {
    for (const { tableName, after } of changes) {
      const table = this.#store.findTable(tableName);
      const expiry = after && table && expiryOf(after, table);
      const known = this.#earliest.get(tableName);
      if (expiry !== undefined && known !== undefined && expiry < known) {
        this.#earliest.set(tableName, expiry);
      }
    }
  }

  /** Another attribute says when the items of this table expire. */
  forget(tableName: string): void {
    this.#earliest.delete(tableName);
  }

  async sweep(): Promise<void> {
    const nowSeconds = this.#clock.now() / 1000;
    for (const tableName of this.#store.tableNames()) {
      const table = this.#store.findTable(tableName);
      if (!table?.timeToLiveAttribute) continue;
      if ((this.#earliest.get(tableName) ?? 0) < nowSeconds)
        await this.#sweepTable(table, nowSeconds);
    }
  }

  /** Items are few on a laptop: one pass finds what has expired and what expires next. */
  async #sweepTable(table: Table, nowSeconds: number): Promise<void> {
    const { TableName } = table.description;
    this.#earliest.set(TableName, Number.POSITIVE_INFINITY);
    for (const [, item] of await this.#store.scan(itemPrefix(TableName))) {
      const expiry = expiryOf(item as Item, table);
      if (expiry === undefined || expiry < nowSeconds - OLDEST_SECONDS) continue;
      if (expiry < nowSeconds) await this.#expire(table, item as Item, expiry);
      else this.notice([{ tableName: TableName, after: item as Item }]);
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
