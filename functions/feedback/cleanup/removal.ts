import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Feedback } from '../feedback.ts';
import { FEEDBACK, type FeedbackItem, type ItemKey } from '../store/feedback-items.ts';
import { LATE, type LateItem, type Upload } from './late-uploads.ts';

/** What is gone, by its names alone: this lies in a queue, which outlives an erasure. */
export interface Removal {
  /** Of the feedback. */
  readonly id: string;
  readonly attachments: readonly Upload[];
  /** Its place among near-duplicates. Absent where it had none, or only late pictures are looked for. */
  readonly member?: Member;
}

export interface Member extends Pick<Feedback, 'id' | 'receivedAt'> {
  readonly topic: string;
}

/** What one record of the table's stream says is gone. Undefined where that concerns nobody here. */
export function removalOf({ eventName, dynamodb }: DynamoDBRecord): Removal | undefined {
  const { OldImage } = dynamodb ?? {};
  const sk = OldImage?.['sk']?.S;
  if (eventName !== 'REMOVE' || !OldImage || (sk !== FEEDBACK && sk !== LATE)) return undefined;
  const item = unmarshall(OldImage as Record<string, AttributeValue>);
  return sk === LATE ? removedLate(item as LateItem) : removedFeedback(item as FeedbackItem);
}

function removedFeedback({ id, receivedAt, topic, attachments = [] }: FeedbackItem): Removal {
  return {
    id,
    attachments: attachments.map(uploadOf),
    ...(topic !== undefined && { member: { id, receivedAt, topic } }),
  };
}

function removedLate({ pk, attachments }: ItemKey & LateItem): Removal {
  return { id: pk.slice(`${LATE}#`.length), attachments: attachments.map(uploadOf) };
}

function uploadOf({ bucket, key, uploadUntil }: Upload): Upload {
  return { bucket, key, uploadUntil };
}
