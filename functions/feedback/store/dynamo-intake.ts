import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { addFeedback, receiptOfClaim } from './dynamo-add.ts';
import type { FeedbackIntake } from './feedback-intake.ts';
import { FeedbackWriter } from './feedback-writer.ts';

/** Takes posts into feedback's table. */
export function dynamoIntake(
  client: DynamoDBDocumentClient,
  tableName: string,
  now: NowMs,
): FeedbackIntake {
  const table = new FeedbackWriter(client, tableName);
  return {
    add: (post) => addFeedback(table, { ...post, nowMs: now() }),
    receiptOf: (claim) => receiptOfClaim(table, claim, now()),
  };
}
