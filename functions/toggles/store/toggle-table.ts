import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import type { Write } from './save-transaction.ts';
import { HEAD, type HeadItem, type ItemKey } from './toggle-items.ts';

/** The calls that a toggle store makes to its table. */
export class ToggleTable {
  readonly name: string;
  readonly #client: DynamoDBDocumentClient;

  constructor(client: DynamoDBDocumentClient, name: string) {
    this.#client = client;
    this.name = name;
  }

  head(): Promise<HeadItem | undefined> {
    return this.get<HeadItem>(HEAD);
  }

  /** Consistent: a kill that was just written must not be read past. */
  async get<Item>(Key: ItemKey): Promise<Item | undefined> {
    const get = new GetCommand({ TableName: this.name, Key, ConsistentRead: true });
    const { Item } = await dynamo(this.#client.send(get));
    return Item as Item | undefined;
  }

  /** All or nothing. */
  async transact(writes: Write[]): Promise<void> {
    await dynamo(this.#client.send(new TransactWriteCommand({ TransactItems: writes })));
  }

  /** Gives the head after it. */
  async updateHead(update: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<HeadItem> {
    const { Attributes } = await dynamo(
      this.#client.send(
        new UpdateCommand({
          TableName: this.name,
          Key: HEAD,
          ReturnValues: 'ALL_NEW',
          ...update,
        }),
      ),
    );
    return Attributes as unknown as HeadItem;
  }

  query(query: Omit<QueryCommandInput, 'TableName'>) {
    const command = new QueryCommand({ TableName: this.name, ConsistentRead: true, ...query });
    return dynamo(this.#client.send(command));
  }
}
