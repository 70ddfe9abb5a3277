import type { Cloud, Principal } from '../../emulator.ts';
import type { Mailbox } from '../delivery/mailbox.ts';
import { queueUrlOf } from '../delivery/target-call.ts';
import { postNotification } from './http-channel.ts';
import { envelopeOf, lambdaEventOf, type Notification } from './notification.ts';
import type { Protocol, Subscription } from './subscription.ts';

/** Brings one notification to one subscriber; rejects if that fails. */
export type Channel = (subscription: Subscription, notification: Notification) => Promise<void>;

/** The subject of mails whose publisher gave none. */
const DEFAULT_SUBJECT = 'AWS Notification Message';

/** How each protocol delivers. */
export function createChannels(
  cloud: Cloud,
  mailbox: Mailbox,
  senderOf: (topicArn: string) => string,
): Readonly<Record<Protocol, Channel>> {
  const unsubscribeUrl = ({ arn }: Subscription) =>
    `${cloud.endpoint}/?Action=Unsubscribe&SubscriptionArn=${arn}`;
  const envelope = (subscription: Subscription, notification: Notification) =>
    JSON.stringify(envelopeOf(notification, unsubscribeUrl(subscription)));

  const mail: Channel = async (subscription, notification) => {
    const { id, at, topicArn, subject = DEFAULT_SUBJECT, message: body } = notification;
    const [from, to] = [senderOf(topicArn), subscription.endpoint];
    mailbox.add({ id, at, topicArn, from, to, subject, body });
  };

  const http: Channel = (subscription, notification) => {
    const body = subscription.rawMessageDelivery
      ? notification.message
      : envelope(subscription, notification);
    return postNotification(subscription, notification, body);
  };

  return {
    email: mail,
    http,
    https: http,
    async lambda(subscription, notification) {
      const { arn, endpoint } = subscription;
      const event = lambdaEventOf(notification, arn, unsubscribeUrl(subscription));
      const Payload = Buffer.from(JSON.stringify(event));
      const input = { FunctionName: endpoint, InvocationType: 'Event', Payload };
      await cloud.call('lambda', 'Invoke', input, asTopic(notification));
    },
    async sqs(subscription, notification) {
      const message = subscription.rawMessageDelivery
        ? {
            MessageBody: notification.message,
            MessageAttributes: queueAttributesOf(notification),
          }
        : { MessageBody: envelope(subscription, notification) };
      const input = { QueueUrl: queueUrlOf(cloud, subscription.endpoint), ...message };
      await cloud.call('sqs', 'SendMessage', input, asTopic(notification));
    },
  };
}

/** The topic calls: the policy of the function or queue decides. */
function asTopic({ topicArn }: Notification): Principal {
  return { kind: 'service', service: 'sns.amazonaws.com', sourceArn: topicArn };
}

/** As SQS takes them on the wire. */
function queueAttributesOf({ attributes }: Notification): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => [
      name,
      { DataType: type, [type.startsWith('Binary') ? 'BinaryValue' : 'StringValue']: value },
    ]),
  );
}
