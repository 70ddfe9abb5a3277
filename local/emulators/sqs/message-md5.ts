import { createHash } from 'node:crypto';
import type { MessageAttributes } from './message.ts';

const STRING_VALUE = 1;
const BINARY_VALUE = 2;

export function md5OfBody(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/**
 * AWS's digest of message attributes, which SDKs compare: name, type and value in the order of their names, each with
 * its length before it. Undefined if there are none.
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? {};
    const binary = BinaryValue !== undefined;
    const value = binary ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue ?? '');
    hash.update(sized(Buffer.from(name))).update(sized(Buffer.from(DataType)));
    hash.update(Buffer.of(binary ? BINARY_VALUE : STRING_VALUE)).update(sized(value));
  }
  return hash.digest('hex');
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
