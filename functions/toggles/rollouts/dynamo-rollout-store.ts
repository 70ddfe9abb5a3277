import { isDeepStrictEqual } from 'node:util';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  type QueryCommandInput,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { dynamo, wasOvertaken } from '../../shared/dynamo.ts';
import { isLive, type Rollout } from './rollout.ts';
import { rolloutConflict, rolloutIsLive } from './rollout-conflict.ts';
import type { Lease, RolloutStore } from './rollout-store.ts';

const ROLLOUT = 'ROLLOUT';
const PAST = 'ROLLOUT_PAST';

/** `version`, `startedAt` and `live` stand beside the rollout, so that conditions can name them. */
interface RolloutItem {
  readonly rollout: Rollout;
}

/** Rollouts in the table of the toggles: one item for each toggle that ever had one, and one for each that is past. */
export class DynamoRolloutStore implements RolloutStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(client: DynamoDBDocumentClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
  }

  async find(key: string): Promise<Rollout | undefined> {
    const { Item } = await dynamo(
      this.#client.send(
        new GetCommand({ TableName: this.#tableName, Key: keyOf(key), ConsistentRead: true }),
      ),
    );
    return (Item as RolloutItem | undefined)?.rollout;
  }

  listLive(): Promise<readonly Rollout[]> {
    return dynamo(this.#queryLive());
  }

  async past(key: string): Promise<readonly Rollout[]> {
    const input = {
      TableName: this.#tableName,
      KeyConditionExpression: 'pk = :past AND begins_with(sk, :key)',
      ExpressionAttributeValues: { ':past': PAST, ':key': `${key}#` },
    };
    return dynamo(this.#rollouts(input));
  }

  async create(rollout: Rollout): Promise<Rollout> {
    const first = { ...rollout, version: 1 };
    const before = await this.find(rollout.key);
    const write = isDeepStrictEqual(before, first) ? undefined : this.#replace(before, first);
    await this.#storing(first, write, rolloutIsLive);
    return first;
  }

  async save(rollout: Rollout): Promise<Rollout> {
    const next = { ...rollout, version: rollout.version + 1 };
    const { live, version, startedAt } = attributesOf(next);
    const update = this.#update(rollout.key, {
      UpdateExpression: 'SET rollout = :rollout, version = :version, live = :live',
      ConditionExpression: 'version = :expected AND startedAt = :startedAt',
      ExpressionAttributeValues: {
        ':rollout': next,
        ':version': version,
        ':live': live,
        ':expected': rollout.version,
        ':startedAt': startedAt,
      },
    });
    await this.#storing(next, update, rolloutConflict);
    return next;
  }

  async lease(key: string, { owner, untilMs }: Lease, nowMs: number): Promise<Rollout | undefined> {
    const update = this.#update(key, {
      UpdateExpression: 'SET leaseOwner = :owner, leaseUntilMs = :until',
      ConditionExpression:
        'attribute_exists(pk) AND (attribute_not_exists(leaseOwner) OR leaseOwner = :owner OR leaseUntilMs <= :now)',
      ExpressionAttributeValues: { ':owner': owner, ':until': untilMs, ':now': nowMs },
      ReturnValues: 'ALL_NEW',
    });
    const answer = await orElse(update, undefined);
    return (answer?.Attributes as RolloutItem | undefined)?.rollout;
  }

  async release(key: string, owner: string): Promise<void> {
    const update = this.#update(key, {
      UpdateExpression: 'REMOVE leaseOwner, leaseUntilMs',
      ConditionExpression: 'leaseOwner = :owner',
      ExpressionAttributeValues: { ':owner': owner },
    });
    await orElse(update, undefined);
  }

  /** The one before must still be as it was seen: what becomes past does not change any more. */
  #replace(before: Rollout | undefined, next: Rollout): Promise<unknown> {
    const TableName = this.#tableName;
    const condition = before
      ? {
          ConditionExpression: 'live = :no AND version = :seen',
          ExpressionAttributeValues: { ':no': false, ':seen': before.version },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    const put = { TableName, Item: { ...keyOf(next.key), ...attributesOf(next) }, ...condition };
    const past = before && { TableName, Item: { ...pastKeyOf(before), rollout: before } };
    const TransactItems = [{ Put: put }, ...(past ? [{ Put: past }] : [])];
    return this.#client.send(new TransactWriteCommand({ TransactItems }));
  }

  #queryLive(): Promise<readonly Rollout[]> {
    return this.#rollouts({
      TableName: this.#tableName,
      KeyConditionExpression: 'pk = :rollout',
      FilterExpression: 'live = :yes',
      ExpressionAttributeValues: { ':rollout': ROLLOUT, ':yes': true },
    });
  }

  async #rollouts(input: QueryCommandInput): Promise<readonly Rollout[]> {
    const found: Rollout[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.#client }, input)) {
      found.push(...Items.map((item) => (item as RolloutItem).rollout));
    }
    return found;
  }

  #update(key: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) {
    return dynamo(
      this.#client.send(
        new UpdateCommand({ TableName: this.#tableName, Key: keyOf(key), ...input }),
      ),
    );
  }

  /** A refusal may be of the SDK's second attempt, after the answer to the first was lost: then it is stored. */
  async #storing(
    rollout: Rollout,
    write: Promise<unknown> | undefined,
    refusal: (key: string, cause: unknown) => Error,
  ): Promise<void> {
    try {
      if (write) await dynamo(write);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) && !wasOvertaken(error)) throw error;
      if (isDeepStrictEqual(await this.find(rollout.key), rollout)) return;
      throw refusal(rollout.key, error);
    }
  }
}

function keyOf(key: string): { readonly pk: string; readonly sk: string } {
  return { pk: ROLLOUT, sk: key };
}

/** Times of one form sort as text. */
function pastKeyOf({ key, startedAt }: Rollout): { readonly pk: string; readonly sk: string } {
  return { pk: PAST, sk: `${key}#${startedAt}` };
}

function attributesOf(rollout: Rollout) {
  const { version, startedAt } = rollout;
  return { rollout, version, startedAt, live: isLive(rollout) };
}

/** What a write gives whose condition does not hold. */
async function orElse<T, Other>(write: Promise<T>, other: Other): Promise<T | Other> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return other;
    throw error;
  }
}
