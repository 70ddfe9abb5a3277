import {
  ConditionalCheckFailedException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { Unavailable } from '../../shared/unavailable.ts';
import type { Contact, ContactChange } from '../contact.ts';
import { type ContactItem, contactKey, withoutKey } from './feedback-items.ts';
import type { FeedbackTable } from './feedback-table.ts';

export interface ChangeOfContact {
  readonly id: string;
  readonly change: ContactChange;
  readonly nowMs: number;
}

/** Writes what is named alone: others may write the rest at the same time. Undefined where the contact is gone. */
export async function changeContact(
  table: FeedbackTable,
  { id, change, nowMs }: ChangeOfContact,
): Promise<Contact | undefined> {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const set = given.filter(([, value]) => value !== null);
  const taken = given.filter(([, value]) => value === null);
  const clauses = [
    ...(set.length > 0 ? [`SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`] : []),
    ...(taken.length > 0 ? [`REMOVE ${taken.map(([name]) => `#${name}`).join(', ')}`] : []),
  ];
  if (clauses.length === 0) throw new Error('Nothing of the contact is to change');
  try {
    const item = await table.update<ContactItem>({
      Key: contactKey(id),
      UpdateExpression: clauses.join(' '),
      ConditionExpression: 'expiresAtEpochSeconds > :now', // false too where there is none
      ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        ':now': Math.floor(nowMs / 1000),
      },
    });
    return withoutKey(item);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    if (!(error instanceof TransactionConflictException)) throw error;
    throw new Unavailable('Others write the contact at this moment', { cause: error });
  }
}
