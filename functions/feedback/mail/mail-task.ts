import type { DynamoDBRecord } from 'aws-lambda';
import { CONTACT, EVENT, idOfPartition } from '../store/feedback-items.ts';

/** Names what happened that a reporter may be written about. */
export interface MailTask {
  readonly id: string;
  /** The contact that came, or the event, by its sort key. */
  readonly sk: string;
}

const CLOSING = ['shipped', 'declined'];

/** Undefined for all that no mail is written about. */
export function mailTaskOf({ eventName, dynamodb }: DynamoDBRecord): MailTask | undefined {
  const { Keys: { pk, sk } = {}, NewImage = {} } = dynamodb ?? {};
  const id = idOfPartition(pk?.S ?? '');
  if (eventName !== 'INSERT' || id === undefined || sk?.S === undefined) return undefined;
  const { type, to } = NewImage;
  const isNews = type?.S === 'reply' || (type?.S === 'status' && CLOSING.includes(to?.S ?? ''));
  return sk.S === CONTACT || (sk.S.startsWith(EVENT) && isNews) ? { id, sk: sk.S } : undefined;
}
