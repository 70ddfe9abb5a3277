import type { Transition } from '../transition.ts';
import { BadMessage } from './bad-message.ts';
import { objectIn } from './json-object.ts';
import { isDeletion, parseDeletion } from './parse-deletion.ts';
import { isStateChange, parseEvent } from './parse-event.ts';
import { parseNotification } from './parse-notification.ts';

/**
 * Reads one message of the transitions queue: what CloudWatch told SNS, in SNS's envelope or raw, or EventBridge's event. Throws
 * `BadMessage` on anything else: it lands in the dead-letter queue, where somebody sees it.
 */
export function parseMessage(body: string): Transition {
  const message = objectIn(body, 'the message');
  if (isStateChange(message)) return parseEvent(message);
  if (isDeletion(message)) return parseDeletion(message);
  if (message['Type'] !== 'Notification') return parseNotification(message, undefined);
  const { Message, TopicArn } = message;
  if (typeof Message !== 'string') throw new BadMessage('the notification has no Message');
  return parseNotification(objectIn(Message, "the notification's Message"), TopicArn);
}
