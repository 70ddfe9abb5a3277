import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Input } from '../../emulator.ts';
import type { Notification, NotificationAttributes } from './notification.ts';

const MAX_BYTES = 262_144;

/** No line breaks, no control characters, at most 100 characters. */
const SUBJECT = /^[^\p{Cc}\p{Zl}\p{Zp}]{1,100}$/u;

/** Reads what is to be published; refuses what SNS refuses. */
export function readNotification(input: Input, topicArn: string, nowMs: number): Notification {
  const { Message: message, Subject: subject } = input;
  if (typeof message !== 'string' || message === '') throw invalid('Empty message');
  if (subject !== undefined && !SUBJECT.test(subject)) throw invalid('Subject');
  if (input.MessageStructure !== undefined) throw invalid('MessageStructure is not emulated');
  const attributes = readAttributes(input.MessageAttributes ?? {});
  if (sizeOf(message, attributes) > MAX_BYTES) throw invalid('Message too long');
  return {
    id: randomUUID(),
    topicArn,
    at: new Date(nowMs).toISOString(),
    ...(subject !== undefined && { subject }),
    message,
    attributes,
  };
}

function readAttributes(attributes: Input): NotificationAttributes {
  return Object.fromEntries(
    Object.entries<Input>(attributes).map(([name, attribute]) => [
      name,
      readAttribute(name, attribute),
    ]),
  );
}

function readAttribute(
  name: string,
  { DataType: type, StringValue, BinaryValue }: Input,
): NotificationAttributes[string] {
  if (!/^(String|String\.Array|Number|Binary)(\.|$)/.test(String(type))) {
    throw new AwsError(
      'InvalidParameterValueException',
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value =
    BinaryValue === undefined ? StringValue : Buffer.from(BinaryValue).toString('base64');
  if (value) return { type, value };
  throw new AwsError(
    'InvalidParameterValueException',
    `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
  );
}

function sizeOf(message: string, attributes: NotificationAttributes): number {
  const texts = Object.entries(attributes).flatMap(([name, { type, value }]) => [
    name,
    type,
    value,
  ]);
  return [message, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid parameter: ${what}`);
}
