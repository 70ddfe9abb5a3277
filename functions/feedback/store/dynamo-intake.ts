import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { addFeedback } from './dynamo-add.ts';
import type { FeedbackStore } from './feedback-store.ts';
import { FeedbackWriter } from './feedback-writer.ts';

/** The part of `DynamoFeedbackStore` that a post needs: its function has little room for the rest. */
export function dynamoIntake(
  client: DynamoDBDocumentClient,
  tableName: string,
  now: NowMs,
): Pick<FeedbackStore, 'add'> {
  const table = new FeedbackWriter(client, tableName);
  return {
    add: (feedback, contact, claim) =>
      addFeedback(table, { feedback, contact, claim, nowMs: now() }),
  };
}
