import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../../shared/dynamo.ts';
import type { Feedback } from '../feedback.ts';
import type { ItemKey } from '../store/feedback-items.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { bandsOf, type Fingerprint, fingerprintOf } from '../triage/fingerprint.ts';
import {
  bandItem,
  bandKey,
  leadingOf,
  type MemberItem,
  memberItem,
  memberKey,
  memberPartition,
} from '../triage/triage-items.ts';
import type { TriageStore } from '../triage/triage-store.ts';
import type { Member } from './removal.ts';

/** The one that goes is among them; the next ones may be gone too, and are cleaned up after in their turn. */
const MAX_HEIRS = 6;

/** Takes feedback that is gone out of the groups of near-duplicates, and the print of its words with it. */
export class DynamoTopicExit {
  readonly #client: DynamoDBDocumentClient;
  readonly #tableName: string;
  readonly #topics: Pick<TriageStore, 'topicsOf'>;
  readonly #feedback: Pick<FeedbackStore, 'find'>;

  constructor(
    client: DynamoDBDocumentClient,
    tableName: string,
    topics: Pick<TriageStore, 'topicsOf'>,
    feedback: Pick<FeedbackStore, 'find'>,
  ) {
    this.#client = client;
    this.#tableName = tableName;
    this.#topics = topics;
    this.#feedback = feedback;
  }

  /**
   * What a topic is found by is the fingerprint of one member. When that one goes, another's takes its place: else whoever
   * erases the first report of a bug would keep the next ones from being counted with it. Its own item goes last: by that
   * a run that ended is taken up again.
   */
  async leave({ topic, ...feedback }: Member): Promise<void> {
    const Key = { ...memberKey(topic, feedback) };
    const own = await this.#leadingOf(Key);
    if (own) {
      const led = await this.#topics.topicsOf(bandsOf(own));
      const mine = [...led].filter(([, { fingerprint }]) => isSame(fingerprint, own));
      for (const id of new Set(mine.map(([, each]) => each.id))) {
        const bands = mine.filter(([, each]) => each.id === id).map(([band]) => band);
        await this.#passOn(id, bands);
      }
    }
    await this.#delete({ Key });
  }

  async #leadingOf(Key: ItemKey): Promise<Fingerprint | undefined> {
    const get = new GetCommand({ TableName: this.#tableName, Key, ConsistentRead: true });
    const { Item } = await dynamo(this.#client.send(get));
    return Item && leadingOf(Item as MemberItem);
  }

  /** The heir's place is made first: a run that ends in between is found again by what is left of the old one. */
  async #passOn(topic: string, bands: readonly string[]): Promise<void> {
    const heir = await this.#heirOf(topic);
    const kept = heir ? await this.#takeOver(topic, heir) : [];
    for (const band of bands.filter((each) => !kept.includes(each))) {
      await this.#delete({ Key: { ...bandKey(band) }, ...onlyOf(topic) });
    }
  }

  async #takeOver(topic: string, heir: Feedback): Promise<readonly string[]> {
    const fingerprint = printOf(heir);
    const bands = bandsOf(fingerprint);
    await this.#put(memberItem(topic, heir, fingerprint), 'attribute_exists(pk)');
    for (const band of bands) {
      const item = bandItem(band, { id: topic, fingerprint }, heir.receivedAt);
      const { ConditionExpression, ...values } = onlyOf(topic);
      await this.#put(item, `attribute_not_exists(pk) OR ${ConditionExpression}`, values);
    }
    return bands;
  }

  /** One that is still there, the oldest first. */
  async #heirOf(topic: string): Promise<Feedback | undefined> {
    const query = new QueryCommand({
      TableName: this.#tableName,
      KeyConditionExpression: 'pk = :topic AND sk < :tickets',
      ExpressionAttributeValues: { ':topic': memberPartition(topic), ':tickets': 'T' },
      Limit: MAX_HEIRS,
      ConsistentRead: true,
    });
    const { Items = [] } = await dynamo(this.#client.send(query));
    for (const { sk } of Items as { sk: string }[]) {
      const found = await this.#feedback.find(sk.slice(sk.indexOf('#') + 1));
      if (found?.text !== undefined) return found;
    }
    return undefined;
  }

  async #delete(what: Omit<DeleteCommand['input'], 'TableName'>): Promise<void> {
    await this.#unlessTaken(new DeleteCommand({ TableName: this.#tableName, ...what }));
  }

  async #put(Item: object, ConditionExpression: string, values: object = {}): Promise<void> {
    const put = { TableName: this.#tableName, Item: { ...Item }, ConditionExpression, ...values };
    await this.#unlessTaken(new PutCommand(put));
  }

  async #unlessTaken(command: DeleteCommand | PutCommand): Promise<void> {
    try {
      await dynamo(this.#client.send(command as PutCommand));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error; // it leads elsewhere by now
    }
  }
}

function printOf({ kind, text = '', context }: Feedback): Fingerprint {
  return fingerprintOf({ kind, text, page: context.url });
}

function isSame(one: Fingerprint, other: Fingerprint): boolean {
  return one.join() === other.join();
}

function onlyOf(topic: string) {
  return {
    ConditionExpression: 'topic = :topic',
    ExpressionAttributeValues: { ':topic': topic },
  };
}
