import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import type { Lease, LeaseStore } from './probe-store.ts';

/** An item for each group of a region. It stays when it is given back: it knows which tick was the last. */
export class DynamoLeaseStore implements LeaseStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  lease(lease: Lease): Promise<boolean> {
    return this.#update(lease, {
      UpdateExpression: 'SET holder = :holder, untilEpochMs = :until, tickEpochMs = :tick',
      // The holder's own: a write whose answer was lost is sent again.
      ConditionExpression:
        'attribute_not_exists(pk) OR holder = :holder OR (untilEpochMs <= :from AND tickEpochMs < :tick)',
      ExpressionAttributeValues: {
        ':holder': lease.holder,
        ':from': lease.from.getTime(),
        ':until': lease.until.getTime(),
        ':tick': lease.scheduledAt.getTime(),
      },
    });
  }

  async giveBack(lease: Lease): Promise<void> {
    await this.#update(lease, {
      UpdateExpression: 'SET untilEpochMs = :past',
      ConditionExpression: 'holder = :holder',
      ExpressionAttributeValues: { ':holder': lease.holder, ':past': 0 },
    });
  }

  /** Whether its condition holds. */
  async #update(
    { region, group }: Lease,
    update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ): Promise<boolean> {
    const Key = { pk: 'LEASE', sk: `${region}#${group}` };
    const command = new UpdateCommand({ TableName: this.#tableName, Key, ...update });
    try {
      await dynamo(this.#client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
