import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import type { ItemKey } from './feedback-items.ts';
import type { Expiring } from './feedback-lifetime.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The calls that a feedback store makes to its table. Each rejects with `Unavailable` while DynamoDB does not answer. */
export class FeedbackTable {
  readonly name: string;
  readonly #client: DynamoDBDocumentClient;

  constructor(client: DynamoDBDocumentClient, name: string) {
    this.name = name;
    this.#client = client;
  }

  /** Consistent: what was answered 202 a moment ago is there. */
  async get<Item>(Key: ItemKey): Promise<Item | undefined> {
    const get = new GetCommand({ TableName: this.name, Key, ConsistentRead: true });
    const { Item } = await dynamo(this.#client.send(get));
    return Item as Item | undefined;
  }

  async put(put: Omit<PutCommandInput, 'TableName'>): Promise<void> {
    await dynamo(this.#client.send(new PutCommand({ TableName: this.name, ...put })));
  }

  /** All or nothing. */
  async transact(writes: readonly Write[]): Promise<void> {
    await dynamo(this.#client.send(new TransactWriteCommand({ TransactItems: [...writes] })));
  }

  /** One page of items, at most 1 MB. */
  query(query: Omit<QueryCommandInput, 'TableName'>) {
    return dynamo(this.#client.send(new QueryCommand({ TableName: this.name, ...query })));
  }

  /** All items of one partition, in their order. Consistent. */
  async partition<Item>(pk: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await this.query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      });
      items.push(...((page.Items ?? []) as Item[]));
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  }

  putWrite(Item: ItemKey & Partial<Expiring>): Write {
    return { Put: { TableName: this.name, Item } };
  }

  deleteWrite({ pk, sk }: ItemKey): Write {
    return { Delete: { TableName: this.name, Key: { pk, sk } } };
  }
}
