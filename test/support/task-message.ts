import type { SQSRecord } from 'aws-lambda';

/** A task as SQS gives it to a function. */
export function taskMessage(messageId: string, task: object, receiveCount = 1): SQSRecord {
  return {
    messageId,
    receiptHandle: messageId,
    body: JSON.stringify(task),
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: '0',
      SenderId: 'dispatcher',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:tasks',
    awsRegion: 'eu-central-1',
  };
}
