import type { Access, Cloud, Input } from '../../emulator.ts';
import type { ItemStore } from './item-store.ts';

/**
 * What IAM is asked for a request. `dynamodb:LeadingKeys` is carried by requests that name whole keys; Query does not
 * carry it here, so a policy that needs it there denies (or, with `ForAllValues`, does not guard).
 */
export class TableAccess {
  readonly #store: ItemStore;
  readonly #prefix: string;

  constructor(store: ItemStore, { region, accountId }: Pick<Cloud, 'region' | 'accountId'>) {
    this.#store = store;
    this.#prefix = `arn:aws:dynamodb:${region}:${accountId}:table/`;
  }

  arnOf(tableName: string): string {
    return this.#prefix + tableName;
  }

  table(action: string, tableName: string): Access {
    return { action: `dynamodb:${action}`, resource: this.arnOf(tableName) };
  }

  /** Of Query and Scan: the index alone, where one is read. */
  range(action: string, { TableName, IndexName }: Input): Access {
    const index = IndexName ? `/index/${IndexName}` : '';
    return this.table(action, TableName + index);
  }

  /** Of requests for known items, each given by its key or whole. */
  items(action: string, tableName: string, keysOrItems: readonly Input[]): Access {
    const hashKey = this.#store.findTable(tableName)?.description.KeySchema[0]?.AttributeName ?? '';
    const leadingKeys = keysOrItems.flatMap((item) =>
      Object.values(item?.[hashKey] ?? {}).map(String),
    );
    return {
      ...this.table(action, tableName),
      conditions: { 'dynamodb:LeadingKeys': [...new Set(leadingKeys)] },
    };
  }
}
