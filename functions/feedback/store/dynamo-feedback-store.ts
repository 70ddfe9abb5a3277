import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { wasOvertaken } from '../../shared/dynamo.ts';
import { jitteredPause, type Pause } from '../../shared/pause.ts';
import type { Contact, ContactChange } from '../contact.ts';
import type { Feedback, Receipt } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import type { IdempotencyClaim } from '../idempotency.ts';
import type { NoticeLedger } from '../notice-ledger.ts';
import type { Pending } from '../shipping/pending.ts';
import { addFeedback } from './dynamo-add.ts';
import { changeContact } from './dynamo-contact.ts';
import { eraseFeedback } from './dynamo-erase.ts';
import { listFeedback } from './dynamo-list.ts';
import { replaceFeedback } from './dynamo-replace.ts';
import { idsShippedBy, readPending } from './dynamo-shipping.ts';
import { nameSubject } from './dynamo-subject.ts';
import {
  type FeedbackItem,
  feedbackIdOf,
  feedbackKey,
  feedbackOf,
  type ItemKey,
  linkedId,
  linkKey,
  noticeKey,
  partitionOf,
  subjectKey,
} from './feedback-items.ts';
import { type Expiring, feedbackExpiry, unexpired } from './feedback-lifetime.ts';
import { recordOf } from './feedback-record.ts';
import type {
  FeedbackPage,
  FeedbackQuery,
  FeedbackRecord,
  FeedbackStore,
} from './feedback-store.ts';
import { FeedbackTable, type Write } from './feedback-table.ts';

/** Feedback in one table: each a partition, with its contact and its events beside it. */
export class DynamoFeedbackStore implements FeedbackStore, NoticeLedger {
  readonly #table: FeedbackTable;
  readonly #now: NowMs;
  readonly #pause: Pause;

  constructor(
    client: DynamoDBDocumentClient,
    tableName: string,
    now: NowMs,
    pause: Pause = jitteredPause,
  ) {
    this.#table = new FeedbackTable(client, tableName);
    this.#now = now;
    this.#pause = pause;
  }

  add(feedback: Feedback, contact?: Contact, claim?: IdempotencyClaim): Promise<Receipt> {
    return addFeedback(this.#table, { feedback, contact, claim, nowMs: this.#now() });
  }

  async find(id: string): Promise<Feedback | undefined> {
    const item = await this.#table.get<FeedbackItem>(feedbackKey(id));
    const live = unexpired(item, this.#now());
    return live && feedbackOf(live);
  }

  async read(id: string): Promise<FeedbackRecord | undefined> {
    return recordOf(await this.#partition(id));
  }

  replace(
    before: Feedback,
    after: Feedback,
    events: readonly FeedbackEvent[] = [],
  ): Promise<Feedback> {
    return replaceFeedback(this.#table, { before, after, events, nowMs: this.#now() });
  }

  changeContact(id: string, change: ContactChange): Promise<Contact | undefined> {
    return changeContact(this.#table, { id, change, nowMs: this.#now() });
  }

  nameSubject(id: string, subject: string): Promise<void> {
    return nameSubject(this.#table, { id, subject, nowMs: this.#now() });
  }

  erase(id: string): Promise<void> {
    return eraseFeedback(this.#table, id, this.#pause);
  }

  list(query: FeedbackQuery): Promise<FeedbackPage> {
    return listFeedback(this.#table, query, this.#now());
  }

  async idsOfSubject(subject: string): Promise<readonly string[]> {
    const items = await this.#unexpiredIn(subjectKey(subject, '').pk);
    return items.flatMap(({ sk }) => feedbackIdOf(sk, feedbackKey('').sk) ?? []);
  }

  async idsOfLink(link: string): Promise<readonly string[]> {
    const items = await this.#unexpiredIn(linkKey(link, '').pk);
    return [...new Set(items.flatMap((item) => linkedId(item, link) ?? []))];
  }

  pending(): Promise<readonly Pending[]> {
    return readPending(this.#table, this.#now());
  }

  idsShippedBy(release: string): Promise<readonly string[]> {
    return idsShippedBy(this.#table, release, this.#now());
  }

  async findUnannounced(id: string): Promise<Feedback | undefined> {
    const items = await this.#partition(id);
    return items.some(({ sk }) => sk === noticeKey(id).sk) ? undefined : recordOf(items)?.feedback;
  }

  async markAnnounced(id: string): Promise<void> {
    const nowMs = this.#now();
    const announcedAt = isoTime(nowMs);
    const expiresAtEpochSeconds = feedbackExpiry({ receivedAt: announcedAt });
    const Item = { ...noticeKey(id), announcedAt, expiresAtEpochSeconds };
    try {
      await this.#table.transact([this.#isThere(id), this.#table.putWrite(Item)]);
    } catch (error) {
      const [reason] = wasOvertaken(error) ? (error.CancellationReasons ?? []) : [];
      if (reason?.Code !== 'ConditionalCheckFailed') throw error; // else it was erased: nothing may come beside it
    }
  }

  #isThere(id: string): Write {
    return {
      ConditionCheck: {
        TableName: this.#table.name,
        Key: feedbackKey(id),
        ConditionExpression: 'attribute_exists(pk)',
      },
    };
  }

  async #partition(id: string): Promise<readonly (ItemKey & Expiring)[]> {
    const items = await this.#table.partition<ItemKey & Expiring>(partitionOf(id));
    return items.filter((item) => unexpired(item, this.#now()));
  }

  async #unexpiredIn(pk: string): Promise<readonly (ItemKey & Expiring)[]> {
    const items = await this.#table.partition<ItemKey & Expiring>(pk);
    return items.filter((item) => unexpired(item, this.#now()));
  }
}
