import {
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import { FeedbackWriter } from './feedback-writer.ts';

export type { Write } from './feedback-writer.ts';

/** The calls that a feedback store makes to its table. */
export class FeedbackTable extends FeedbackWriter {
  /** One page of items, at most 1 MB. */
  query(query: Omit<QueryCommandInput, 'TableName'>) {
    return dynamo(this.client.send(new QueryCommand({ TableName: this.name, ...query })));
  }

  /** Gives the item as it is then. */
  async update<Item>(
    update: Omit<UpdateCommandInput, 'TableName' | 'ReturnValues'>,
  ): Promise<Item> {
    const command = { TableName: this.name, ...update, ReturnValues: 'ALL_NEW' } as const;
    const { Attributes } = await dynamo(this.client.send(new UpdateCommand(command)));
    return Attributes as Item;
  }

  /**
   * All items of one partition, in their order. Consistent.
   *
   * @param beginning - of their sort keys. @default - whatever they are
   */
  async partition<Item>(pk: string, beginning?: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await this.query({
        KeyConditionExpression: `pk = :pk${beginning ? ' AND begins_with(sk, :beginning)' : ''}`,
        ExpressionAttributeValues: { ':pk': pk, ...(beginning && { ':beginning': beginning }) },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      });
      items.push(...((page.Items ?? []) as Item[]));
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  }
}
