/** One message as a queue keeps it. Times are driven epoch milliseconds. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  readonly sentAtMs: number;
  /** From when on it can be received: its delay, or the visibility timeout of its last receipt. */
  readonly visibleAtMs: number;
  readonly receiveCount: number;
  readonly firstReceivedAtMs?: number;
  /** The queue that gave it up, if this one is its dead-letter queue. */
  readonly sourceArn?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** As on the wire: binary values in base64. */
interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** Names this receipt of the message: a later receipt makes it stale. */
export function receiptHandleOf({ id, receiveCount }: Message): string {
  return Buffer.from(`${id}/${receiveCount}`).toString('base64');
}

/** The message and the receipt that a handle stands for; undefined for what never was a handle. */
export function parseReceiptHandle(
  handle: unknown,
): { readonly id: string; readonly receiveCount: number } | undefined {
  const [, id, count] =
    /^([0-9a-f-]{36})\/(\d+)$/.exec(Buffer.from(String(handle), 'base64').toString()) ?? [];
  return id === undefined ? undefined : { id, receiveCount: Number(count) };
}
