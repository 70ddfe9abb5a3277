import { AwsError } from '../../aws-error.ts';
import type { Cloud, Principal } from '../../emulator.ts';

/** A message that Lambda leaves somewhere on behalf of a function. */
export interface DestinationMessage {
  readonly body: string;
  /** Message attributes, where the destination has them. */
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
  /** For EventBridge: `detail-type` and the resources it is about. */
  readonly detailType?: string;
  readonly resources?: readonly string[];
}

export interface MessageAttribute {
  readonly DataType: 'String' | 'Number';
  readonly StringValue: string;
}

type Send = (
  cloud: Cloud,
  arn: string,
  message: DestinationMessage,
  as: Principal,
) => Promise<void>;

/** By the service in the ARN. */
const SENDERS: Readonly<Record<string, Send>> = {
  async sqs(cloud, arn, { body, attributes }, as) {
    const QueueUrl = `${cloud.endpoint}/${accountIn(arn)}/${lastPart(arn)}`;
    const input = { QueueUrl, MessageBody: body, MessageAttributes: attributes ?? {} };
    await cloud.call('sqs', 'SendMessage', input, as);
  },
  async sns(cloud, arn, { body, attributes }, as) {
    const input = { TopicArn: arn, Message: body, MessageAttributes: attributes ?? {} };
    await cloud.call('sns', 'Publish', input, as);
  },
  async lambda(cloud, arn, { body }, as) {
    const input = { FunctionName: arn, InvocationType: 'Event', Payload: Buffer.from(body) };
    await cloud.call('lambda', 'Invoke', input, as);
  },
  async events(cloud, arn, { body, detailType, resources }, as) {
    const entry = {
      EventBusName: lastPart(arn).replace('event-bus/', ''),
      Source: 'lambda',
      DetailType: detailType,
      Detail: body,
      Resources: resources,
    };
    await cloud.call('events', 'PutEvents', { Entries: [entry] }, as);
  },
};

/** Sends to a queue, topic, function or event bus, with the rights of the function's role. */
export async function sendToDestination(
  cloud: Cloud,
  arn: string,
  message: DestinationMessage,
  as: Principal,
): Promise<void> {
  const [, , service = ''] = arn.split(':');
  const send = Object.hasOwn(SENDERS, service) ? SENDERS[service] : undefined;
  if (!send) {
    throw new AwsError(
      'InvalidParameterValueException',
      `${arn}: the local cloud sends to queues, topics, functions and event buses only`,
    );
  }
  await send(cloud, arn, message, as);
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

function accountIn(arn: string): string {
  return arn.split(':')[4] ?? '';
}
