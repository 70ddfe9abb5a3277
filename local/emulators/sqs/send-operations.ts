import { AwsError } from '../../aws-error.ts';
import type { Call, Input, Operation } from '../../emulator.ts';
import { runBatch } from './batch.ts';
import type { MessageAttributes } from './message.ts';
import { md5OfAttributes, md5OfBody } from './message-md5.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';

const MAX_DELAY_SECONDS = 900;

/** What SQS takes as text: XML 1.0's characters. */
const UNWANTED = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** SendMessage and its batch. */
export function sendOperations(queues: Queues): Readonly<Record<string, Operation>> {
  const access = (input: Input) => [queues.access('SendMessage', input)];
  return {
    SendMessage: {
      access,
      run: async (input, call) => send(queues.of(input), input, call),
    },
    SendMessageBatch: {
      access,
      async run(input, call) {
        const queue = queues.of(input);
        const bytes = (input.Entries ?? []).reduce(
          (sum: number, entry: Input) => sum + sizeOf(entry),
          0,
        );
        if (bytes > queue.settings.maximumMessageBytes) {
          throw new AwsError(
            'BatchRequestTooLong',
            `Batch requests cannot be longer than ${queue.settings.maximumMessageBytes} bytes. You have sent ${bytes} bytes.`,
          );
        }
        return runBatch(input.Entries, (entry) => send(queue, entry, call));
      },
    },
  };
}

function send(queue: Queue, input: Input, call: Call): object {
  check(queue, input);
  const attributes: MessageAttributes = input.MessageAttributes ?? {};
  const message = queue.send({
    body: input.MessageBody,
    attributes,
    senderId: senderOf(call),
    delaySeconds: input.DelaySeconds === undefined ? undefined : Number(input.DelaySeconds),
  });
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5OfBody(message.body),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
  };
}

function check(queue: Queue, input: Input): void {
  const { MessageBody: body, DelaySeconds: delay = 0 } = input;
  if (typeof body !== 'string' || body === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  if (UNWANTED.test(body)) {
    throw new AwsError('InvalidMessageContents', 'Invalid characters found in the message body.');
  }
  const { maximumMessageBytes } = queue.settings;
  if (sizeOf(input) > maximumMessageBytes) {
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${maximumMessageBytes} bytes.`,
    );
  }
  if (!(delay >= 0 && delay <= MAX_DELAY_SECONDS)) {
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${MAX_DELAY_SECONDS}.`,
    );
  }
  for (const [name, attribute] of Object.entries<Input>(input.MessageAttributes ?? {})) {
    checkAttribute(name, attribute);
  }
}

function checkAttribute(name: string, attribute: Input): void {
  const hasValue = attribute?.StringValue || attribute?.BinaryValue;
  if (hasValue && /^(String|Number|Binary)(\.|$)/.test(attribute.DataType)) return;
  throw invalid(
    `The message attribute '${name}' must have a type of String, Number or Binary, and a value.`,
  );
}

/** What counts towards the size: body, and names, types and values of attributes. */
function sizeOf({ MessageBody = '', MessageAttributes = {} }: Input): number {
  const attributes = Object.entries<Input>(MessageAttributes).flatMap(([name, attribute]) => [
    name,
    ...Object.values<string>(attribute),
  ]);
  return [MessageBody, ...attributes].reduce(
    (sum, text) => sum + Buffer.byteLength(String(text)),
    0,
  );
}

function senderOf({ principal }: Call): string {
  switch (principal.kind) {
    case 'role':
      return `${principal.roleArn.split('/').pop()}:${principal.sessionName}`;
    case 'service':
      return principal.service;
    default:
      return 'local';
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
