import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import type { ItemKey } from './feedback-items.ts';
import type { Expiring } from './feedback-lifetime.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * The calls to feedback's table that a post needs: its function has little room for others. Each rejects with
 * `Unavailable` while DynamoDB does not answer.
 */
export class FeedbackWriter {
  readonly name: string;
  protected readonly client: DynamoDBDocumentClient;

  constructor(client: DynamoDBDocumentClient, name: string) {
    this.name = name;
    this.client = client;
  }

  /** Consistent: what was answered 202 a moment ago is there. */
  async get<Item>(Key: ItemKey): Promise<Item | undefined> {
    const get = new GetCommand({ TableName: this.name, Key, ConsistentRead: true });
    const { Item } = await dynamo(this.client.send(get));
    return Item as Item | undefined;
  }

  async put(put: Omit<PutCommandInput, 'TableName'>): Promise<void> {
    await dynamo(this.client.send(new PutCommand({ TableName: this.name, ...put })));
  }

  /** All or nothing. */
  async transact(writes: readonly Write[]): Promise<void> {
    await dynamo(this.client.send(new TransactWriteCommand({ TransactItems: [...writes] })));
  }

  putWrite(Item: ItemKey & Partial<Expiring>): Write {
    return { Put: { TableName: this.name, Item } };
  }

  deleteWrite({ pk, sk }: ItemKey): Write {
    return { Delete: { TableName: this.name, Key: { pk, sk } } };
  }
}
