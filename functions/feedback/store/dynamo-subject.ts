import { wasOvertaken } from '../../shared/dynamo.ts';
import { type ContactItem, contactKey, subjectKey } from './feedback-items.ts';
import { unexpired } from './feedback-lifetime.ts';
import type { FeedbackTable } from './feedback-table.ts';

/** Which contact is to be found by which keyed hash of its address. */
export interface Naming {
  readonly id: string;
  readonly subject: string;
  readonly nowMs: number;
}

/** Writes what leads to the contact, and notes in the contact what leads to it, so that both are erased together. */
export async function nameSubject(
  table: FeedbackTable,
  { id, subject, nowMs }: Naming,
): Promise<void> {
  const contact = unexpired(await table.get<ContactItem>(contactKey(id)), nowMs);
  if (!contact) return;
  const { expiresAtEpochSeconds } = contact;
  try {
    await table.transact([
      {
        Update: {
          TableName: table.name,
          Key: contactKey(id),
          UpdateExpression: 'SET subject = :subject',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':subject': subject },
        },
      },
      table.putWrite({ ...subjectKey(subject, id), expiresAtEpochSeconds }),
    ]);
  } catch (error) {
    if (!wasOvertaken(error) || (await table.get(contactKey(id)))) throw error;
  }
}
