import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { isoTime, type NowMs } from '../shared/clock.ts';
import { dynamo, wasOvertaken } from '../shared/dynamo.ts';
import { Problem } from '../shared/problem.ts';
import type { Feedback, Receipt } from './feedback.ts';
import type { FeedbackStore } from './feedback-store.ts';
import type { IdempotencyClaim } from './idempotency.ts';
import type { NoticeLedger } from './notice-ledger.ts';

/** The sort key of feedback itself; what is known about it lies beside it under the same partition key. */
const FEEDBACK_ITEM = 'FEEDBACK';
const NOTICE_ITEM = 'NOTICE';
const ID_PREFIX = 'FEEDBACK#';

/** The item of a claimed key. It is there exactly when its feedback was kept. */
interface KeyItem extends Receipt {
  readonly bodyHash: string;
  readonly expiresAtEpochSeconds: number;
}

export class DynamoFeedbackStore implements FeedbackStore, NoticeLedger {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#client = client;
    this.#tableName = tableName;
    this.#now = now;
  }

  async add(feedback: Feedback, claim?: IdempotencyClaim): Promise<Receipt> {
    if (claim) return this.#addOnce(feedback, claim);
    await dynamo(this.#client.send(new PutCommand(this.#put(feedback))));
    return receiptOf(feedback);
  }

  async find(id: string): Promise<Feedback | undefined> {
    const item = await this.#get<Feedback>(feedbackKey(id));
    return item && withoutKey(item);
  }

  async findUnannounced(id: string): Promise<Feedback | undefined> {
    const { Items = [] } = await dynamo(
      this.#client.send(
        new QueryCommand({
          TableName: this.#tableName,
          KeyConditionExpression: 'pk = :id',
          ExpressionAttributeValues: { ':id': `${ID_PREFIX}${id}` },
          ConsistentRead: true,
        }),
      ),
    );
    if (Items.some(({ sk }) => sk === NOTICE_ITEM)) return undefined;
    const item = Items.find(({ sk }) => sk === FEEDBACK_ITEM);
    return item && withoutKey(item as Feedback);
  }

  async markAnnounced(id: string): Promise<void> {
    const Item = { ...feedbackKey(id), sk: NOTICE_ITEM, announcedAt: isoTime(this.#now()) };
    await dynamo(this.#client.send(new PutCommand({ TableName: this.#tableName, Item })));
  }

  async #addOnce(feedback: Feedback, claim: IdempotencyClaim): Promise<Receipt> {
    try {
      const TransactItems = [{ Put: this.#claim(feedback, claim) }, { Put: this.#put(feedback) }];
      await dynamo(this.#client.send(new TransactWriteCommand({ TransactItems })));
      return receiptOf(feedback);
    } catch (error) {
      if (wasOvertaken(error)) return this.#receiptOfFirst(claim);
      throw error;
    }
  }

  #put(feedback: Feedback) {
    return { TableName: this.#tableName, Item: { ...feedbackKey(feedback.id), ...feedback } };
  }

  /** Free when it is new, or when its time is over and TTL has not deleted it yet. */
  #claim(feedback: Feedback, claim: IdempotencyClaim) {
    const { bodyHash, expiresAtEpochSeconds } = claim;
    const item: KeyItem = { ...receiptOf(feedback), bodyHash, expiresAtEpochSeconds };
    return {
      TableName: this.#tableName,
      Item: { ...claimKey(claim), ...item },
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAtEpochSeconds <= :now',
      ExpressionAttributeValues: { ':now': Math.floor(this.#now() / 1000) },
    };
  }

  async #receiptOfFirst(claim: IdempotencyClaim): Promise<Receipt> {
    const first = await this.#get<KeyItem>(claimKey(claim));
    if (!first) throw new Problem('in_flight', 'The first request with this key is still running');
    if (first.bodyHash !== claim.bodyHash) {
      throw new Problem('idempotency_key_reused', 'Use a new Idempotency-Key for another body');
    }
    return receiptOf(first);
  }

  async #get<Item>(key: ItemKey): Promise<(Item & ItemKey) | undefined> {
    const { Item } = await dynamo(
      this.#client.send(
        new GetCommand({ TableName: this.#tableName, Key: key, ConsistentRead: true }),
      ),
    );
    return Item as (Item & ItemKey) | undefined;
  }
}

interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

function feedbackKey(id: string): ItemKey {
  return { pk: `${ID_PREFIX}${id}`, sk: FEEDBACK_ITEM };
}

/** The id in the partition key of an item of feedback; undefined for every other item. */
export function feedbackIdOf(pk: string | undefined, sk: string | undefined): string | undefined {
  if (sk !== FEEDBACK_ITEM || !pk?.startsWith(ID_PREFIX)) return undefined;
  return pk.slice(ID_PREFIX.length);
}

function claimKey({ keyHash }: IdempotencyClaim): ItemKey {
  return { pk: `KEY#${keyHash}`, sk: 'KEY' };
}

function receiptOf({ id, receivedAt }: Receipt): Receipt {
  return { id, receivedAt };
}

function withoutKey<Item extends object>(item: Item): Item {
  const { pk: _pk, sk: _sk, ...rest } = item as Item & ItemKey;
  return rest as unknown as Item;
}
