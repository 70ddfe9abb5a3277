import { AwsError } from '../../aws-error.ts';
import type { Cloud } from '../../emulator.ts';
import type { Channel } from './channels.ts';
import type { Notification } from './notification.ts';
import { retryDelaySeconds } from './retry-policy.ts';
import type { Protocol, Subscription } from './subscription.ts';

/** A delivery that has failed and will be tried again. */
export interface PendingDelivery {
  readonly subscriptionArn: string;
  readonly notification: Notification;
  /** How often it was retried. */
  readonly retries: number;
}

/** After a start the templates' subscribers have to be there first; in driven seconds. */
const RESUME_SECONDS = 10;

export interface DeliveryTools {
  readonly cloud: Cloud;
  readonly channels: Readonly<Record<Protocol, Channel>>;
  /** The subscription as it is now, if it still is. */
  readonly find: (subscriptionArn: string) => Subscription | undefined;
  /** Called when what is pending has changed. */
  readonly onPendingChange: () => void;
}

/** Deliveries in the background: driven time waits for each attempt, and retries are appointments in it. */
export class Deliveries {
  readonly #tools: DeliveryTools;
  readonly #pending = new Set<PendingDelivery>();

  constructor(tools: DeliveryTools) {
    this.#tools = tools;
  }

  pending(): PendingDelivery[] {
    return [...this.#pending];
  }

  /** Goes on with what an earlier run has left. */
  resume(pending: readonly PendingDelivery[]): void {
    for (const delivery of pending) this.#retryLater(delivery, RESUME_SECONDS);
  }

  start(subscription: Subscription, notification: Notification): void {
    void this.#tools.cloud.clock.busy(this.#attempt(subscription, notification, 0));
  }

  async #attempt(
    subscription: Subscription,
    notification: Notification,
    retries: number,
  ): Promise<void> {
    const { cloud, channels } = this.#tools;
    const { protocol, endpoint, topicArn } = subscription;
    try {
      await channels[protocol](subscription, notification);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return this.#failed(subscription, notification, retries, error);
    }
    cloud.announce({
      kind: 'message',
      atMs: cloud.clock.now(),
      topicArn,
      protocol,
      to: endpoint,
      subject: notification.subject ?? '',
    });
  }

  /** SNS retries what the server failed at, not what it refused. */
  async #failed(
    subscription: Subscription,
    notification: Notification,
    retries: number,
    error: AwsError,
  ): Promise<void> {
    const delay = isTransient(error)
      ? retryDelaySeconds(subscription.protocol, retries)
      : undefined;
    if (delay === undefined) return this.#giveUp(subscription, notification, error);
    this.#retryLater({ subscriptionArn: subscription.arn, notification, retries }, delay);
  }

  #retryLater(pending: PendingDelivery, delaySeconds: number): void {
    const { cloud, find, onPendingChange } = this.#tools;
    this.#pending.add(pending);
    onPendingChange();
    cloud.clock.at(cloud.clock.now() + delaySeconds * 1000, async () => {
      this.#pending.delete(pending);
      onPendingChange();
      const subscription = find(pending.subscriptionArn);
      if (subscription) {
        await this.#attempt(subscription, pending.notification, pending.retries + 1);
      }
    });
  }

  async #giveUp(
    subscription: Subscription,
    notification: Notification,
    error: AwsError,
  ): Promise<void> {
    const { protocol, endpoint, deadLetterQueueArn } = subscription;
    const what = `SNS could not deliver from ${subscription.topicArn} to ${protocol} ${endpoint}: ${error.message}`;
    if (deadLetterQueueArn === undefined)
      return this.#tools.cloud.notice(`${what}. The message is lost.`);
    try {
      await this.#tools.channels.sqs(
        { ...subscription, endpoint: deadLetterQueueArn },
        notification,
      );
      this.#tools.cloud.notice(`${what}. The message is in ${deadLetterQueueArn}.`);
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
      this.#tools.cloud.notice(`${what}. The message is lost: ${cause.message}`);
    }
  }
}

function isTransient({ statusCode, code }: AwsError): boolean {
  return statusCode >= 500 || statusCode === 429 || /Throttl|TooManyRequests/.test(code);
}
