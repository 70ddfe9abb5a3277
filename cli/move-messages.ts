import type { Target } from './target.ts';

type Where = Pick<Target, 'client' | 'prefix'>;

/**
 * Has SQS move all messages of a queue to another, both named without project and stage. The destination is named: dead
 * letters that a function or topic has set aside itself come from no queue. Gives about how many there are.
 */
export async function moveMessages(
  { client, prefix }: Where,
  from: string,
  to: string,
): Promise<number> {
  const sqs = await import('@aws-sdk/client-sqs'); // no other command waits for it
  const calls = new sqs.SQSClient(client);
  const queueOf = async (name: string) => {
    const QueueName = `${prefix}${name}`;
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
  const [source, destination] = await Promise.all([queueOf(from), queueOf(to)]);
  // Even where none seem to be there: SQS counts with a delay.
  const move = { SourceArn: source.arn, DestinationArn: destination.arn };
  await calls.send(new sqs.StartMessageMoveTaskCommand(move));
  return source.count;
}
