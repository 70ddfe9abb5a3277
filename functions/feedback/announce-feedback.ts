import type { DynamoDBRecord } from 'aws-lambda';
import { type Notice, noticeOf } from './notice.ts';
import type { NoticeLedger } from './notice-ledger.ts';
import { feedbackIdOf } from './store/feedback-items.ts';

export interface AnnounceDependencies {
  readonly ledger: NoticeLedger;
  readonly publish: (notice: Notice) => Promise<void>;
  readonly project: string;
  readonly stage: string;
}

/**
 * Tells the team of new feedback. Told first and noted then: when a crash comes between the two, a redelivery tells
 * twice rather than never.
 */
export async function announceFeedback(
  record: DynamoDBRecord,
  { ledger, publish, project, stage }: AnnounceDependencies,
): Promise<void> {
  const { pk, sk } = record.dynamodb?.Keys ?? {};
  const id = feedbackIdOf(pk?.S, sk?.S);
  if (id === undefined || record.eventName !== 'INSERT') return;
  const feedback = await ledger.findUnannounced(id);
  if (!feedback) return;
  await publish(noticeOf(feedback, project, stage));
  await ledger.markAnnounced(id);
}
