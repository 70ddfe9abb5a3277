import type { Cloud, Principal } from '../../emulator.ts';

/** Where rules and schedules send what they have to say. */
const CALLS: Readonly<Record<string, (cloud: Cloud, arn: string, body: string) => Call>> = {
  lambda: (_, FunctionName, body) => ({
    service: 'lambda',
    operation: 'Invoke',
    input: { FunctionName, InvocationType: 'Event', Payload: Buffer.from(body) },
  }),
  sqs: (cloud, arn, MessageBody) => ({
    service: 'sqs',
    operation: 'SendMessage',
    input: { QueueUrl: queueUrlOf(cloud, arn), MessageBody },
  }),
  sns: (_, TopicArn, Message) => ({
    service: 'sns',
    operation: 'Publish',
    input: { TopicArn, Message },
  }),
};

interface Call {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
}

/** Throws an Error for a target that is neither function, queue nor topic. */
export function checkTarget(arn: string): void {
  const [, , service = ''] = arn.split(':');
  if (Object.hasOwn(CALLS, service)) return;
  const known = Object.keys(CALLS).join(', ');
  throw new Error(`the target ${arn} is not emulated (known: ${known})`);
}

/** Sends `body` to a function (asynchronously), queue or topic. */
export async function callTarget(
  cloud: Cloud,
  arn: string,
  body: string,
  principal: Principal,
): Promise<void> {
  const [, , service = ''] = arn.split(':');
  const call = CALLS[service]?.(cloud, arn, body);
  if (call) await cloud.call(call.service, call.operation, call.input, principal);
}

export function queueUrlOf({ endpoint }: Cloud, queueArn: string): string {
  const [, , , , accountId, name] = queueArn.split(':');
  return `${endpoint}/${accountId}/${name}`;
}
