import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import { runBatch } from './batch.ts';
import { type Message, type MessageAttributes, receiptHandleOf } from './message.ts';
import { md5OfAttributes, md5OfBody } from './message-md5.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';

const MAX_VISIBILITY_SECONDS = 43_200;

/** Receiving, deleting, hiding: what a consumer does. */
export function receiveOperations(queues: Queues): Readonly<Record<string, Operation>> {
  const allowed = (action: string) => (input: Input) => [queues.access(action, input)];
  return {
    ReceiveMessage: {
      access: allowed('ReceiveMessage'),
      run: (input) => receive(queues, input),
    },
    DeleteMessage: {
      access: allowed('DeleteMessage'),
      run: async (input) => remove(queues.of(input), input),
    },
    DeleteMessageBatch: {
      access: allowed('DeleteMessage'),
      async run(input) {
        const queue = queues.of(input);
        return runBatch(input.Entries, (entry) => remove(queue, entry));
      },
    },
    ChangeMessageVisibility: {
      access: allowed('ChangeMessageVisibility'),
      run: async (input) => changeVisibility(queues.of(input), input),
    },
  };
}

async function receive(queues: Queues, input: Input): Promise<object> {
  const queue = queues.of(input);
  const limit = within('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, 10);
  const waitSeconds = within(
    'WaitTimeSeconds',
    input.WaitTimeSeconds ?? queue.settings.waitSeconds,
    0,
    20,
  );
  const timeout = visibilityOf(input, queue.settings.visibilityTimeoutSeconds);
  const untilMs = Date.now() + waitSeconds * 1000;
  let messages = queue.receive(limit, timeout);
  while (messages.length === 0 && Date.now() < untilMs && !queues.receivers.released) {
    await queues.receivers.wait(queue, untilMs - Date.now());
    messages = queue.receive(limit, timeout);
  }
  return messages.length === 0
    ? {}
    : { Messages: messages.map((message) => shown(message, input)) };
}

function shown(message: Message, input: Input): object {
  const wanted = (input.MessageAttributeNames ?? []) as string[];
  const attributes = selected(message.attributes, wanted);
  const digest = md5OfAttributes(attributes);
  const system = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const systemAttributes = Object.entries(systemAttributesOf(message)).filter(
    ([name, value]) => value !== undefined && (system.includes('All') || system.includes(name)),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandleOf(message),
    Body: message.body,
    MD5OfBody: md5OfBody(message.body),
    ...(systemAttributes.length > 0 && { Attributes: Object.fromEntries(systemAttributes) }),
    ...(digest !== undefined && { MessageAttributes: attributes, MD5OfMessageAttributes: digest }),
  };
}

function systemAttributesOf(message: Message): Record<string, string | undefined> {
  return {
    SenderId: message.senderId,
    SentTimestamp: String(message.sentAtMs),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
    DeadLetterQueueSourceArn: message.sourceArn,
  };
}

/** By name, by prefix (`foo.*`), or all (`All`, `.*`). */
function selected(attributes: MessageAttributes, wanted: readonly string[]): MessageAttributes {
  const isWanted = (name: string) =>
    wanted.some(
      (want) =>
        want === name ||
        want === 'All' ||
        (want.endsWith('.*') && name.startsWith(want.slice(0, want === '.*' ? 0 : -1))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}

function remove(queue: Queue, { ReceiptHandle }: Input): object {
  if (queue.delete(ReceiptHandle)) return {};
  throw badHandle(ReceiptHandle);
}

function changeVisibility(queue: Queue, input: Input): object {
  const seconds = visibilityOf(input, 0);
  if (queue.changeVisibility(input.ReceiptHandle, seconds)) return {};
  throw new AwsError(
    'MessageNotInflight',
    'The message referred to is not in flight: it was deleted, is visible again, or was received anew.',
  );
}

function visibilityOf({ VisibilityTimeout }: Input, fallback: number): number {
  const seconds = VisibilityTimeout ?? fallback;
  return within('VisibilityTimeout', seconds, 0, MAX_VISIBILITY_SECONDS);
}

function within(parameter: string, value: unknown, min: number, max: number): number {
  const number = Number(value);
  if (number >= min && number <= max) return number;
  throw new AwsError(
    'InvalidParameterValue',
    `Value ${value} for parameter ${parameter} is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
  );
}

function badHandle(handle: unknown): AwsError {
  return new AwsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
  );
}
