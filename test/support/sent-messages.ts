import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** What lies in a queue, oldest first: body and text attributes of each message. */
export async function sentMessages(
  client: SQSClient,
  queueUrl: string,
): Promise<{ body: unknown; attributes: Record<string, string> }[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages.map(({ Body = '', MessageAttributes = {} }) => ({
    body: parsed(Body),
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
    ),
  }));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
