import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Attachment } from '../attachments/attachment.ts';
import type { Feedback } from '../feedback.ts';
import { FEEDBACK, type FeedbackItem, feedbackOf } from '../store/feedback-items.ts';
import { LATE, type LateItem } from './late-uploads.ts';

/** What is gone, as it was at its end. */
export interface Removal {
  /** Of the feedback. */
  readonly id: string;
  readonly attachments: readonly Attachment[];
  /** Absent the second time, when only late pictures are looked for. */
  readonly feedback?: Feedback;
}

/** What one record of the table's stream says is gone. Undefined where that concerns nobody here. */
export function removalOf({ eventName, dynamodb }: DynamoDBRecord): Removal | undefined {
  const { OldImage } = dynamodb ?? {};
  if (eventName !== 'REMOVE' || !OldImage) return undefined;
  const item = unmarshall(OldImage as Record<string, AttributeValue>);
  if (item['sk'] === FEEDBACK) {
    const feedback = feedbackOf(item as FeedbackItem);
    return { id: feedback.id, attachments: feedback.attachments ?? [], feedback };
  }
  if (item['sk'] !== LATE) return undefined;
  const { pk, attachments } = item as LateItem;
  return { id: pk.slice(`${LATE}#`.length), attachments };
}
