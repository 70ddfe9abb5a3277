import { wasOvertaken } from '../../shared/dynamo.ts';
import {
  type ContactItem,
  contactKey,
  type FeedbackItem,
  feedbackKey,
  subjectKey,
  subjectMarkKey,
} from './feedback-items.ts';
import { unexpired } from './feedback-lifetime.ts';
import type { FeedbackTable, Write } from './feedback-table.ts';

/** Which contact is to be found by which keyed hash of its address. */
export interface Naming {
  readonly id: string;
  readonly subject: string;
  readonly nowMs: number;
}

/** Writes what leads to the feedback, and notes beside it what leads to it, so that all are erased together. */
export async function nameSubject(
  table: FeedbackTable,
  { id, subject, nowMs }: Naming,
): Promise<void> {
  const contact = unexpired(await table.get<ContactItem>(contactKey(id)), nowMs);
  const feedback = await table.get<FeedbackItem>(feedbackKey(id));
  if (!contact || !feedback) return;
  const { expiresAtEpochSeconds } = feedback;
  const mark = { ...subjectMarkKey(id), subject, expiresAtEpochSeconds };
  const former = contact.subject === subject ? undefined : contact.subject;
  try {
    await table.transact([
      noteSubject(table, id, subject),
      table.putWrite(mark),
      table.putWrite({ ...subjectKey(subject, id), expiresAtEpochSeconds }),
      ...(former === undefined ? [] : [table.deleteWrite(subjectKey(former, id))]),
    ]);
  } catch (error) {
    if (!wasOvertaken(error) || (await table.get(contactKey(id)))) throw error;
  }
}

function noteSubject(table: FeedbackTable, id: string, subject: string): Write {
  return {
    Update: {
      TableName: table.name,
      Key: contactKey(id),
      UpdateExpression: 'SET subject = :subject',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':subject': subject },
    },
  };
}
