import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { dynamo } from '../../shared/dynamo.ts';
import type { Beat, BeatStore } from './probe-store.ts';

const PARTITION = 'BEAT';

/** An item for each heartbeat, as this file writes it. */
interface BeatItem extends Partial<Beat> {
  readonly sk: string;
  /** ISO 8601. Absent before somebody waited for it. */
  readonly waitingSince?: string;
}

export class DynamoBeatStore implements BeatStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#client = client;
    this.#tableName = tableName;
    this.#now = now;
  }

  async keepBeat(heartbeat: string, { at, outcome, message }: Beat): Promise<void> {
    const command = new UpdateCommand({
      ...this.#item(heartbeat),
      UpdateExpression: `SET #at = :at, outcome = :outcome ${message === undefined ? 'REMOVE message' : ', message = :message'}`,
      ConditionExpression: 'attribute_not_exists(#at) OR #at <= :at',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': at, ':outcome': outcome, ':message': message },
    });
    try {
      await dynamo(this.#client.send(command));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error; // a newer one is there
    }
  }

  async beats(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Beat>> {
    const beats = new Map<string, Beat>();
    for (const { sk, at, outcome, message } of await this.#items(heartbeats)) {
      if (at && outcome) beats.set(sk, { at, outcome, ...(message !== undefined && { message }) });
    }
    return beats;
  }

  async waitingSince(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const since = new Map<string, Date>();
    for (const { sk, waitingSince } of await this.#items(heartbeats)) {
      if (waitingSince) since.set(sk, new Date(waitingSince));
    }
    const unknown = heartbeats.filter((name) => !since.has(name));
    const learned = await Promise.all(unknown.map((name) => this.#learn(name)));
    return new Map([...since, ...learned]);
  }

  /** All heartbeats of a stage lie side by side: one query is cheaper than an item each. */
  async #items(heartbeats: readonly string[]): Promise<readonly BeatItem[]> {
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#tableName,
        KeyConditionExpression: 'pk = :beats',
        ExpressionAttributeValues: { ':beats': PARTITION },
      },
    );
    const items: BeatItem[] = [];
    const read = async () => {
      for await (const { Items = [] } of pages) items.push(...(Items as BeatItem[]));
    };
    await dynamo(read());
    return items.filter(({ sk }) => heartbeats.includes(sk));
  }

  async #learn(heartbeat: string): Promise<readonly [string, Date]> {
    const { Attributes } = await dynamo(
      this.#client.send(
        new UpdateCommand({
          ...this.#item(heartbeat),
          UpdateExpression: 'SET waitingSince = if_not_exists(waitingSince, :now)',
          ExpressionAttributeValues: { ':now': isoTime(this.#now()) },
          ReturnValues: 'UPDATED_NEW',
        }),
      ),
    );
    return [heartbeat, new Date(String(Attributes?.['waitingSince']))];
  }

  #item(heartbeat: string) {
    return { TableName: this.#tableName, Key: { pk: PARTITION, sk: heartbeat } };
  }
}
