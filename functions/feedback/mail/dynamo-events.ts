import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import { CONTACT, type EventItem, partitionOf, withoutKey } from '../store/feedback-items.ts';
import { unexpired } from '../store/feedback-lifetime.ts';
import { FeedbackTable } from '../store/feedback-table.ts';
import type { MailTask } from './mail-task.ts';

/** Reads the single events that tasks name. */
export class DynamoEvents {
  readonly #table: FeedbackTable;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#table = new FeedbackTable(client, tableName);
    this.#now = now;
  }

  /** Undefined where the task names none, or it is gone. */
  async find({ id, sk }: MailTask): Promise<FeedbackEvent | undefined> {
    if (sk === CONTACT) return undefined;
    const item = await this.#table.get<EventItem>({ pk: partitionOf(id), sk });
    const live = unexpired(item, this.#now());
    return live && withoutKey<FeedbackEvent>(live);
  }
}
