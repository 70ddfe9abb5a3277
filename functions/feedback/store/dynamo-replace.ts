import { wasOvertaken } from '../../shared/dynamo.ts';
import { Problem } from '../../shared/problem.ts';
import type { Feedback } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import { isClosed } from '../status.ts';
import { complaints } from './dynamo-complaints.ts';
import { shippingWrites } from './dynamo-shipping.ts';
import {
  type ContactItem,
  contactKey,
  eventItems,
  feedbackItem,
  type ItemKey,
  linkItems,
} from './feedback-items.ts';
import { contactExpiry, unexpired } from './feedback-lifetime.ts';
import type { FeedbackTable, Write } from './feedback-table.ts';

export interface Replacement {
  readonly before: Feedback;
  readonly after: Feedback;
  readonly events: readonly FeedbackEvent[];
  readonly nowMs: number;
}

/** Writes the change, its events, and what follows from it for contact and links: all or nothing. */
export async function replaceFeedback(
  table: FeedbackTable,
  { before, after, events, nowMs }: Replacement,
): Promise<Feedback> {
  const next: Feedback = { ...after, id: before.id, revision: before.revision + 1 };
  const lasting = [...eventItems(next, events), ...linkItems(next, events)];
  const writes: readonly Write[] = [
    putOver(table, before, next),
    ...lasting.map((item) => table.putWrite(item)),
    ...(await contactWrites(table, before, next, nowMs)),
    ...(await shippingWrites(table, before, next, events)),
    ...complaints(table, events),
  ];
  try {
    await table.transact(writes);
    return next;
  } catch (error) {
    if (!wasOvertaken(error)) throw error;
    throw new Problem('precondition_failed', 'Read it again: somebody else has changed it', {
      cause: error,
    });
  }
}

function putOver(table: FeedbackTable, before: Feedback, next: Feedback): Write {
  return {
    Put: {
      TableName: table.name,
      Item: feedbackItem(next),
      ConditionExpression: 'revision = :revision', // false too where it was erased
      ExpressionAttributeValues: { ':revision': before.revision },
    },
  };
}

/** How long a contact is kept depends on whether the feedback is closed. */
async function contactWrites(
  table: FeedbackTable,
  before: Feedback,
  next: Feedback,
  nowMs: number,
): Promise<readonly Write[]> {
  if (isClosed(before.status) === isClosed(next.status)) return [];
  const key = contactKey(next.id);
  const contact = unexpired(await table.get<ContactItem>(key), nowMs);
  if (!contact) return [];
  return [keepUntil(table, key, contactExpiry(next, nowMs))];
}

function keepUntil(table: FeedbackTable, Key: ItemKey, expiresAtEpochSeconds: number): Write {
  return {
    Update: {
      TableName: table.name,
      Key,
      UpdateExpression: 'SET expiresAtEpochSeconds = :at',
      ConditionExpression: 'attribute_exists(pk)', // TTL may just have deleted it
      ExpressionAttributeValues: { ':at': expiresAtEpochSeconds },
    },
  };
}
