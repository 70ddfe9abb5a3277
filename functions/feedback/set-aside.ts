import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { isPoison } from './triage/is-poison.ts';

export interface SetAsideDependencies {
  readonly sqs: SQSClient;
  /** The queue of what can never be worked on. */
  readonly deadLettersUrl: string;
  readonly log: { error(message: string, facts: Readonly<Record<string, unknown>>): void };
  /** Whether no further try can help. @default - `isPoison` */
  readonly isHopeless?: (error: unknown) => boolean;
}

/**
 * Works on one record of a stream. Lambda would try a hopeless one for an hour, and hold up for as long all that comes
 * after it: it is set aside by its keys. Every other failure is Lambda's to try again.
 */
export async function workOrSetAside(
  record: DynamoDBRecord,
  work: (record: DynamoDBRecord) => Promise<void>,
  { sqs, deadLettersUrl, log, isHopeless = isPoison }: SetAsideDependencies,
): Promise<void> {
  try {
    await work(record);
  } catch (error) {
    if (!isHopeless(error)) throw error;
    const { eventID, dynamodb } = record;
    // Not the error itself: nobody knows what its message quotes.
    const { name, stack = '' } = error instanceof Error ? error : new Error();
    log.error('Set aside what cannot be worked on', {
      eventId: eventID,
      name,
      place: placeIn(stack),
    });
    const MessageBody = JSON.stringify({ eventID, keys: dynamodb?.Keys, error: name });
    await sqs.send(new SendMessageCommand({ QueueUrl: deadLettersUrl, MessageBody }));
  }
}

function placeIn(stack: string): string | undefined {
  const line = stack.split('\n').find((each) => /^\s+at /.test(each));
  return line?.trim();
}
