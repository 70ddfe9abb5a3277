import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Target } from './target.ts';

/** A message that was taken out of the queue for a while. */
export interface Letter {
  readonly messageId: string;
  readonly handle: string;
  readonly body: string;
}

export interface LetterQueue {
  /** Some of those that nobody has taken; none when there are no more. */
  take(): Promise<readonly Letter[]>;
  remove(letter: Letter): Promise<void>;
  /** Lets others take it again. */
  release(letter: Letter): Promise<void>;
  /** About how many are taken at this moment. */
  countTaken(): Promise<number>;
}

/** Far longer than working on what one message is about takes: nobody else works on it meanwhile. */
export const HIDDEN_SECONDS = 300;

const AT_ONCE = 10; // the most that SQS gives

/** A dead-letter queue of the stage, by its name without project and stage. */
export async function letterQueue({ client, prefix }: Target, queue: string): Promise<LetterQueue> {
  const sqs = await import('@aws-sdk/client-sqs'); // no other command waits for it
  const calls: Pick<SQSClient, 'send'> = new sqs.SQSClient(client);
  const name = { QueueName: `${prefix}${queue}` };
  const { QueueUrl = '' } = await calls.send(new sqs.GetQueueUrlCommand(name));
  return {
    async take() {
      const how = {
        MaxNumberOfMessages: AT_ONCE,
        VisibilityTimeout: HIDDEN_SECONDS,
        WaitTimeSeconds: 1, // asks all of SQS's servers
      };
      const { Messages = [] } = await calls.send(
        new sqs.ReceiveMessageCommand({ QueueUrl, ...how }),
      );
      return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '' }) => ({
        messageId: MessageId,
        handle: ReceiptHandle,
        body: Body,
      }));
    },
    async remove({ handle: ReceiptHandle }) {
      await calls.send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    async release({ handle: ReceiptHandle }) {
      const visibility = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
      await calls.send(new sqs.ChangeMessageVisibilityCommand(visibility));
    },
    async countTaken() {
      const AttributeNames = ['ApproximateNumberOfMessagesNotVisible' as const];
      const { Attributes } = await calls.send(
        new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
      );
      return Number(Attributes?.['ApproximateNumberOfMessagesNotVisible'] ?? 0);
    },
  };
}
