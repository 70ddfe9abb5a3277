import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import type { ChallengeKeys } from './challenge-keys.ts';
import type { ChallengeState, ChallengeStore } from './challenge-store.ts';

const KEY = { pk: 'CHALLENGE', sk: 'CHALLENGE' };
const COUNTED_SECONDS = 60 * 60;

/** In the feedback's own table: a post depends on nothing else. */
export class DynamoChallengeStore implements ChallengeStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async read(): Promise<ChallengeState> {
    const get = new GetCommand({ TableName: this.#tableName, Key: KEY, ConsistentRead: true });
    const { Item = {} } = await dynamo(this.#client.send(get));
    const { pk: _pk, sk: _sk, ...state } = Item;
    return state;
  }

  replaceKeys(before: ChallengeKeys | undefined, after: ChallengeKeys): Promise<boolean> {
    return this.#updateIf(
      before ? '#keys.fromEpochSeconds = :before' : 'attribute_not_exists(#keys)',
      'SET #keys = :after',
      { ':after': after, ...(before && { ':before': before.fromEpochSeconds }) },
    );
  }

  async requireUntil(epochSeconds: number, keys: ChallengeKeys): Promise<void> {
    await this.#updateIf(
      'attribute_not_exists(requiredUntilEpochSeconds) OR requiredUntilEpochSeconds < :until',
      'SET requiredUntilEpochSeconds = :until, #keys = if_not_exists(#keys, :keys)',
      { ':until': epochSeconds, ':keys': keys },
    );
  }

  async countPost(minute: string): Promise<number> {
    const expiry = Math.floor(Date.parse(`${minute}Z`) / 1000) + COUNTED_SECONDS;
    const update = new UpdateCommand({
      TableName: this.#tableName,
      Key: { pk: `RATE#${minute}`, sk: 'RATE' },
      UpdateExpression: 'SET expiresAtEpochSeconds = :expiry ADD #total :one',
      ExpressionAttributeNames: { '#total': 'total' },
      ExpressionAttributeValues: { ':expiry': expiry, ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    });
    const { Attributes } = await dynamo(this.#client.send(update));
    return Number(Attributes?.['total']);
  }

  async #updateIf(condition: string, update: string, values: object): Promise<boolean> {
    const command = new UpdateCommand({
      TableName: this.#tableName,
      Key: KEY,
      ConditionExpression: condition,
      UpdateExpression: update,
      ExpressionAttributeNames: { '#keys': 'keys' },
      ExpressionAttributeValues: { ...values },
    });
    try {
      await dynamo(this.#client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
