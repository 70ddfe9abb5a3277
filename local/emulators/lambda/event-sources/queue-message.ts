/** A message as SQS's `ReceiveMessage` gives it. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MD5OfMessageAttributes?: string;
  readonly MessageAttributes?: Readonly<Record<string, ReceivedAttribute>>;
}

export interface ReceivedAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

/** A message as Lambda passes it on. */
export function toEventRecord(message: ReceivedMessage, queueArn: string): object {
  const { MD5OfMessageAttributes: digest } = message;
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
        name,
        attribute(value),
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    ...(digest !== undefined && { md5OfMessageAttributes: digest }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3],
  };
}

function attribute({ DataType, StringValue, BinaryValue }: ReceivedAttribute): object {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/** What filter patterns see of a message: its body as JSON where it is JSON. */
export function toFilterEvent(message: ReceivedMessage, queueArn: string): object {
  const record = toEventRecord(message, queueArn);
  try {
    return { ...record, body: JSON.parse(message.Body) };
  } catch {
    return record;
  }
}
