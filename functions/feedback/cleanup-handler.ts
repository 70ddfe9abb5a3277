import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient, dynamo } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { type CleanupDependencies, cleanUp } from './cleanup/clean-up.ts';
import { DynamoTopicExit } from './cleanup/dynamo-topic-exit.ts';
import type { Removal } from './cleanup/removal.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';
import { DynamoTriageStore } from './triage/dynamo-triage-store.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const client = createDynamoClient();
const s3 = new S3Client({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
});
const processor = new BatchProcessor(EventType.SQS, {
  logger: createLogger('feedback-cleanup'),
});
const exit = new DynamoTopicExit(
  client,
  TABLE_NAME,
  new DynamoTriageStore(client, TABLE_NAME, systemNow),
  new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
);

const dependencies: CleanupDependencies = {
  deleteObject: ({ bucket, key }) => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })),
  keepLate: async (item) => {
    await dynamo(client.send(new PutCommand({ TableName: TABLE_NAME, Item: { ...item } })));
  },
  leaveTopic: (member) => exit.leave(member),
  now: systemNow,
};

/** Tasks of the dispatcher: removes what lies elsewhere of feedback that is gone. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processPartialResponse(event, cleanUpAfter, processor, {
    context,
    throwOnFullBatchFailure: false, // the answer says which failed, and the queue gives those again
  });
}

function cleanUpAfter({ body }: SQSRecord): Promise<void> {
  return cleanUp(JSON.parse(body) as Removal, dependencies); // our dispatcher wrote it
}
