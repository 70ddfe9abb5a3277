import type { Target } from '../target.ts';

/** One queue of a stage. */
export interface StageQueue {
  send(body: string): Promise<void>;
  arn(): Promise<string>;
}

/** @param name - without project and stage */
export async function stageQueue(
  { client, prefix }: Pick<Target, 'client' | 'prefix'>,
  name: string,
): Promise<StageQueue> {
  const sqs = await import('@aws-sdk/client-sqs'); // no other command waits for it
  const calls = new sqs.SQSClient(client);
  const { QueueUrl } = await calls.send(
    new sqs.GetQueueUrlCommand({ QueueName: `${prefix}${name}` }),
  );
  return {
    async send(MessageBody) {
      await calls.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody }));
    },
    async arn() {
      const AttributeNames = ['QueueArn' as const];
      const { Attributes = {} } = await calls.send(
        new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
      );
      return Attributes['QueueArn'] ?? '';
    },
  };
}
