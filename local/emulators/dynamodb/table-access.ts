import type { Access, Cloud, Input } from '../../emulator.ts';

/** What IAM is asked for a request. No request carries `dynamodb:LeadingKeys`: a policy that needs it denies. */
export class TableAccess {
  readonly #prefix: string;

  constructor({ region, accountId }: Pick<Cloud, 'region' | 'accountId'>) {
    this.#prefix = `arn:aws:dynamodb:${region}:${accountId}:table/`;
  }

  table(action: string, tableName: unknown): Access {
    return { action: `dynamodb:${action}`, resource: `${this.#prefix}${tableName}` };
  }

  /** Of Query and Scan: the index alone, where one is read. */
  range(action: string, { TableName, IndexName }: Input): Access {
    const index = IndexName ? `/index/${IndexName}` : '';
    return this.table(action, TableName + index);
  }
}
