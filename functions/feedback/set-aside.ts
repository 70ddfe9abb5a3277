import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
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
 * Works on one record of a stream, or one task. A hopeless one would be tried for an hour, and in a stream hold up for as
 * long all that comes after it: it is set aside, a record by its keys. Every other failure is Lambda's to try again.
 */
export async function workOrSetAside<Work extends DynamoDBRecord | SQSRecord>(
  work: Work,
  run: (work: Work) => Promise<void>,
  { sqs, deadLettersUrl, log, isHopeless = isPoison }: SetAsideDependencies,
): Promise<void> {
  try {
    await run(work);
  } catch (error) {
    if (!isHopeless(error)) throw error;
    // Not the error itself: nobody knows what its message quotes.
    const { name, stack = '' } = error instanceof Error ? error : new Error();
    log.error('Set aside what cannot be worked on', {
      eventId: idOf(work),
      name,
      place: placeIn(stack),
    });
    const MessageBody = letterOf(work, name);
    await sqs.send(new SendMessageCommand({ QueueUrl: deadLettersUrl, MessageBody }));
  }
}

function idOf(work: DynamoDBRecord | SQSRecord): string | undefined {
  return 'body' in work ? work.messageId : work.eventID;
}

/** A task as it is, so that it can be moved back to where it came from. */
function letterOf(work: DynamoDBRecord | SQSRecord, error: string): string {
  if ('body' in work) return work.body;
  const { eventID, dynamodb } = work;
  return JSON.stringify({ eventID, keys: dynamodb?.Keys, error });
}

function placeIn(stack: string): string | undefined {
  const line = stack.split('\n').find((each) => /^\s+at /.test(each));
  return line?.trim();
}
