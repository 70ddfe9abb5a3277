import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dynamo, wasOvertaken } from '../../shared/dynamo.ts';
import type { ItemKey } from './alert-items.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
export type Item = Readonly<Record<string, unknown>>;
type Query = Omit<QueryCommandInput, 'TableName'>;

/** The calls to one table that the alerts' store consists of. */
export class AlertTable {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#name = tableName;
  }

  async get(Key: ItemKey): Promise<Item | undefined> {
    const command = new GetCommand({ TableName: this.#name, Key, ConsistentRead: true });
    return (await dynamo(this.#client.send(command))).Item;
  }

  async *query(query: Query): AsyncIterable<Item> {
    const input = { TableName: this.#name, ConsistentRead: true, ...query };
    const pages = paginateQuery({ client: this.#client }, input)[Symbol.asyncIterator]();
    for (let page = await dynamo(pages.next()); !page.done; page = await dynamo(pages.next())) {
      yield* page.value.Items ?? [];
    }
  }

  async put(Item: ItemKey & Item): Promise<void> {
    await dynamo(this.#client.send(new PutCommand({ TableName: this.#name, Item })));
  }

  /** Leaves what is there. */
  async putNew(Item: ItemKey & Item): Promise<void> {
    const command = new PutCommand({
      TableName: this.#name,
      Item,
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    try {
      await dynamo(this.#client.send(command));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** All or nothing; false when another writer was first. */
  async transact(writes: readonly Write[]): Promise<boolean> {
    try {
      const command = new TransactWriteCommand({ TransactItems: [...writes] });
      await dynamo(this.#client.send(command));
      return true;
    } catch (error) {
      if (wasOvertaken(error)) return false;
      throw error;
    }
  }

  putWrite(Item: ItemKey & Item): Write {
    return { Put: { TableName: this.#name, Item } };
  }

  /** Of an item that is at `expectedVersion`; 0: not there yet. */
  putVersionWrite(Item: ItemKey & Item, expectedVersion: number): Write {
    const condition =
      expectedVersion === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :expected',
            ExpressionAttributeValues: { ':expected': expectedVersion },
          };
    const versioned = { ...Item, version: expectedVersion + 1 };
    return { Put: { TableName: this.#name, Item: versioned, ...condition } };
  }

  deleteWrite(Key: ItemKey): Write {
    return { Delete: { TableName: this.#name, Key } };
  }
}
