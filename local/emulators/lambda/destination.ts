import type { Cloud, Principal } from '../../emulator.ts';
import { queueUrlOf } from '../delivery/target-call.ts';

/** A message that Lambda leaves in a queue on behalf of a function. */
export interface DestinationMessage {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  readonly DataType: 'String' | 'Number';
  readonly StringValue: string;
}

/** Sends to a queue, with the rights of the function's role. */
export async function sendToDestination(
  cloud: Cloud,
  queueArn: string,
  { body, attributes = {} }: DestinationMessage,
  as: Principal,
): Promise<void> {
  const QueueUrl = queueUrlOf(cloud, queueArn);
  const input = { QueueUrl, MessageBody: body, MessageAttributes: attributes };
  await cloud.call('sqs', 'SendMessage', input, as);
}

/** Throws an Error for a destination that is no queue. */
export function checkDestination(property: string, arn: string | undefined): void {
  if (arn === undefined || arn.split(':')[2] === 'sqs') return;
  throw new Error(`${property} ${arn}: only queues are emulated as destinations`);
}
