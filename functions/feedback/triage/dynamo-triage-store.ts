import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { dynamo, wasOvertaken } from '../../shared/dynamo.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import { feedbackKey, type ItemKey } from '../store/feedback-items.ts';
import { type Expiring, unexpired } from '../store/feedback-lifetime.ts';
import { bandsOf } from './fingerprint.ts';
import { freeBands } from './free-bands.ts';
import {
  bandItem,
  bandKey,
  COUNTED_DAYS,
  counterKey,
  expiryAfter,
  memberItem,
  memberKey,
  memberPartition,
  ticketKey,
  topicOf,
} from './triage-items.ts';
import type { Counted, Move, Topic, Triaged, TriageStore } from './triage-store.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const TICKET_DAYS = 7;
const GET_ATTEMPTS = 3;

/** Triage in the feedback's own table, so that one transaction holds all of it. */
export class DynamoTriageStore implements TriageStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#client = client;
    this.#tableName = tableName;
    this.#now = now;
  }

  async topicsOf(bands: readonly string[]): Promise<ReadonlyMap<string, Topic>> {
    const items = await this.#getAll(bands.map(bandKey));
    const live = items.filter((item) => unexpired(item, this.#now()));
    return new Map(live.map((item) => topicOf(item)));
  }

  async keep(triaged: Triaged): Promise<boolean> {
    const { counted } = triaged;
    const writes = [
      this.#replaceMessage(triaged),
      ...(counted ? this.#place(triaged, counted) : []),
    ];
    try {
      await dynamo(this.#client.send(new TransactWriteCommand({ TransactItems: writes })));
      return true;
    } catch (error) {
      // The only condition is that of the message. Another writer on a counter is no condition: the stream tries again.
      const isDone =
        wasOvertaken(error) && error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed';
      if (isDone) return false;
      throw error;
    }
  }

  async countMembers(topicId: string, from: string, to: string): Promise<number> {
    const query = new QueryCommand({
      TableName: this.#tableName,
      KeyConditionExpression: 'pk = :topic AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':topic': memberPartition(topicId),
        ':from': from,
        ':to': `${to}$`, // `$` comes right after the `#` of a member's sort key
      },
      Select: 'COUNT',
      ConsistentRead: true,
    });
    const { Count = 0 } = await dynamo(this.#client.send(query));
    return Count;
  }

  async wasTicketed(topicId: string, day: string): Promise<boolean> {
    const Key = { ...ticketKey(topicId, day) };
    const get = new GetCommand({ TableName: this.#tableName, Key, ConsistentRead: true });
    const { Item } = await dynamo(this.#client.send(get));
    return Item !== undefined;
  }

  async markTicketed(topicId: string, day: string): Promise<void> {
    const Item = { ...ticketKey(topicId, day), ...expiryAfter(`${day}T00:00Z`, TICKET_DAYS) };
    await dynamo(this.#client.send(new PutCommand({ TableName: this.#tableName, Item })));
  }

  async move({ feedback, fingerprint, from, to }: Move): Promise<void> {
    const { receivedAt } = feedback;
    const bands = freeBands(fingerprint, await this.topicsOf(bandsOf(fingerprint)));
    const left = [...new Set(from)].filter((topic) => topic !== to);
    const writes: readonly Write[] = [
      this.#isIn(feedback.id, to),
      ...left.map((topic) => this.#delete(memberKey(topic, feedback))),
      this.#put(memberItem(to, feedback, bands.length > 0 ? fingerprint : undefined)),
      ...bands.map((band) => this.#put(bandItem(band, { id: to, fingerprint }, receivedAt))),
    ];
    try {
      await dynamo(this.#client.send(new TransactWriteCommand({ TransactItems: [...writes] })));
    } catch (error) {
      const isElsewhere =
        wasOvertaken(error) && error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed';
      if (!isElsewhere) throw error;
    }
  }

  #isIn(id: string, topic: string): Write {
    return {
      ConditionCheck: {
        TableName: this.#tableName,
        Key: { ...feedbackKey(id) },
        ConditionExpression: 'topic = :topic',
        ExpressionAttributeValues: { ':topic': topic },
      },
    };
  }

  #replaceMessage({ feedback, text, context, spamScore, counted }: Triaged): Write {
    return {
      Update: {
        TableName: this.#tableName,
        Key: { ...feedbackKey(feedback.id) },
        ConditionExpression: 'attribute_exists(message)',
        UpdateExpression: `SET #text = :text, #context = :context, spamScore = :score${
          counted ? ', topic = :topic' : ''
        } ADD revision :one REMOVE message`,
        ExpressionAttributeNames: { '#text': 'text', '#context': 'context' },
        ExpressionAttributeValues: {
          ':text': text,
          ':context': context,
          ':score': spamScore,
          ':one': 1,
          ...(counted && { ':topic': counted.topic.id }),
        },
      },
    };
  }

  #place({ feedback }: Triaged, counted: Counted): readonly Write[] {
    const { topic, newBands, counters, isNegative } = counted;
    const leading = newBands.length > 0 ? topic.fingerprint : undefined;
    return [
      this.#put(memberItem(topic.id, feedback, leading)),
      ...newBands.map((band) => this.#put(bandItem(band, topic, feedback.receivedAt))),
      ...counters.map((name) => ({
        Update: {
          TableName: this.#tableName,
          Key: { ...counterKey(feedback.receivedAt, name) },
          UpdateExpression:
            'SET expiresAtEpochSeconds = :expiry ADD #total :one, negative :negative',
          ExpressionAttributeNames: { '#total': 'total' },
          ExpressionAttributeValues: {
            ':expiry': expiryAfter(feedback.receivedAt, COUNTED_DAYS).expiresAtEpochSeconds,
            ':one': 1,
            ':negative': isNegative ? 1 : 0,
          },
        },
      })),
    ];
  }

  #put(Item: ItemKey): Write {
    return { Put: { TableName: this.#tableName, Item: { ...Item } } };
  }

  #delete({ pk, sk }: ItemKey): Write {
    return { Delete: { TableName: this.#tableName, Key: { pk, sk } } };
  }

  async #getAll(keys: readonly ItemKey[]): Promise<readonly (ItemKey & Expiring)[]> {
    const found: (ItemKey & Expiring)[] = [];
    let Keys: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
    for (let attempt = 1; Keys.length > 0; attempt += 1) {
      if (attempt > GET_ATTEMPTS) throw new Unavailable('DynamoDB is throttled');
      const RequestItems = { [this.#tableName]: { Keys, ConsistentRead: true } };
      const { Responses = {}, UnprocessedKeys = {} } = await dynamo(
        this.#client.send(new BatchGetCommand({ RequestItems })),
      );
      found.push(...((Responses[this.#tableName] ?? []) as (ItemKey & Expiring)[]));
      Keys = UnprocessedKeys[this.#tableName]?.Keys ?? [];
    }
    return found;
  }
}
