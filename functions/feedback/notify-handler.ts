import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { type AnnounceDependencies, announceFeedback } from './announce-feedback.ts';
import type { Notice } from './notice.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const environment = readEnvironment('PROJECT', 'STAGE', 'TABLE_NAME', 'INFO_TOPIC_ARN');
const log = createLogger('feedback-notify');
const sns = new SNSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
});
const processor = new BatchProcessor(EventType.DynamoDBStreams, { logger: log });

const dependencies: AnnounceDependencies = {
  ledger: new DynamoFeedbackStore(createDynamoClient(), environment.TABLE_NAME, systemNow),
  publish,
  project: environment.PROJECT,
  stage: environment.STAGE,
};

/** Stream of the feedback table: a notice to the team for each new feedback. */
export function handler(
  event: DynamoDBStreamEvent,
  context: Context,
): Promise<DynamoDBBatchResponse> {
  return processPartialResponse(
    event,
    (record: DynamoDBRecord) => announceFeedback(record, dependencies),
    processor,
    // One record that fails is not all records that fail: the answer says which, and Lambda retries those.
    { context, throwOnFullBatchFailure: false },
  );
}

async function publish({ subject, message }: Notice): Promise<void> {
  await sns.send(
    new PublishCommand({
      TopicArn: environment.INFO_TOPIC_ARN,
      Subject: subject,
      Message: message,
      MessageAttributes: { noun: { DataType: 'String', StringValue: 'feedback' } },
    }),
  );
}
