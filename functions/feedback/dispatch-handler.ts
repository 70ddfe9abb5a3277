import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { dispatch } from './dispatch/dispatch.ts';
import { taskQueuesOf } from './dispatch/environment.ts';
import { SqsTaskSender } from './dispatch/sqs-task-sender.ts';
import { workOrSetAside } from './set-aside.ts';

const environment = readEnvironment('TASK_QUEUES', 'DEAD_LETTERS_URL');
const log = createLogger('feedback-dispatch');
const sqs = new SQSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
});
const dependencies = {
  sender: new SqsTaskSender(sqs, taskQueuesOf(environment), log),
  setAside,
};

/** Stream of the feedback table: sends what it tells to those who work on it. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed = await dispatch(Records, dependencies);
  return { batchItemFailures: failed.map(({ dynamodb }) => identifierOf(dynamodb)) };
}

function identifierOf(change: DynamoDBRecord['dynamodb']) {
  return { itemIdentifier: change?.SequenceNumber ?? '' };
}

function setAside(record: DynamoDBRecord, error: unknown): Promise<void> {
  const { DEAD_LETTERS_URL: deadLettersUrl } = environment;
  const isHopeless = () => true;
  return workOrSetAside(record, () => Promise.reject(error), {
    sqs,
    deadLettersUrl,
    log,
    isHopeless,
  });
}
