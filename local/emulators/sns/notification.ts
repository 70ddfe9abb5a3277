/** One published message, as SNS keeps it until it is delivered everywhere. */
export interface Notification {
  readonly id: string;
  readonly topicArn: string;
  /** When it was published, in ISO 8601. */
  readonly at: string;
  readonly subject?: string;
  readonly message: string;
  readonly attributes: NotificationAttributes;
}

export type NotificationAttributes = Readonly<Record<string, NotificationAttribute>>;

export interface NotificationAttribute {
  readonly type: string;
  /** Text, or base64 for the type Binary. */
  readonly value: string;
}

/** The JSON that SQS and HTTP subscribers get. Its signature is none: there is no key on a laptop. */
export function envelopeOf(notification: Notification, unsubscribeUrl: string): object {
  const { id, topicArn, at, subject, message } = notification;
  const attributes = shownAttributes(notification);
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: at,
    ...SIGNATURE,
    SigningCertURL: certificateUrl(topicArn),
    UnsubscribeURL: unsubscribeUrl,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}

/** The event of a Lambda function that is subscribed. */
export function lambdaEventOf(
  notification: Notification,
  subscriptionArn: string,
  unsubscribeUrl: string,
): object {
  const { id, topicArn, at, subject, message } = notification;
  const Sns = {
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    Subject: subject ?? null,
    Message: message,
    Timestamp: at,
    ...SIGNATURE,
    SigningCertUrl: certificateUrl(topicArn),
    UnsubscribeUrl: unsubscribeUrl,
    MessageAttributes: shownAttributes(notification),
  };
  const EventSubscriptionArn = subscriptionArn;
  return { Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn, Sns }] };
}

const SIGNATURE = { SignatureVersion: '1', Signature: 'LOCAL' };

function certificateUrl(topicArn: string): string {
  return `https://sns.${topicArn.split(':')[3]}.amazonaws.com/SimpleNotificationService-local.pem`;
}

function shownAttributes({ attributes }: Notification): Record<string, object> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => [
      name,
      { Type: type, Value: value },
    ]),
  );
}
