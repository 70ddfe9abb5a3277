import type { Consumer } from '../../functions/feedback/dispatch/consumer.ts';
import type { Target } from '../target.ts';

/** By what its queues are named. */
export const FUNCTION_OF: Readonly<Record<Consumer, string>> = {
  beta: 'feedback-beta-segment',
  cleanup: 'feedback-cleanup',
  mail: 'feedback-mail',
  shipping: 'feedback-shipping',
};

/**
 * Has SQS move all of a consumer's dead letters to where its tasks come from. The destination is named: what the function
 * has set aside itself comes from no queue. Gives about how many there are.
 */
export async function moveBack(
  { client, prefix }: Pick<Target, 'client' | 'prefix'>,
  consumer: Consumer,
): Promise<number> {
  const sqs = await import('@aws-sdk/client-sqs'); // no other command waits for it
  const calls = new sqs.SQSClient(client);
  const queueOf = async (what: 'dlq' | 'tasks') => {
    const QueueName = `${prefix}${FUNCTION_OF[consumer]}-${what}`;
    const { QueueUrl } = await calls.send(new sqs.GetQueueUrlCommand({ QueueName }));
    const { Attributes = {} } = await calls.send(
      new sqs.GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
      }),
    );
    return {
      arn: Attributes['QueueArn'],
      count: Number(Attributes['ApproximateNumberOfMessages']),
    };
  };
  const [letters, tasks] = await Promise.all([queueOf('dlq'), queueOf('tasks')]);
  // Even where none seem to be there: SQS counts with a delay.
  const move = { SourceArn: letters.arn, DestinationArn: tasks.arn };
  await calls.send(new sqs.StartMessageMoveTaskCommand(move));
  return letters.count;
}
