import type { Cloud, Operation } from '../../emulator.ts';
import type { Deliveries } from './deliveries.ts';
import { readNotification } from './publish-input.ts';
import type { Topics } from './topics.ts';

/** Publish answers as soon as the message is taken, and delivers in the background. */
export function publishOperations(
  cloud: Cloud,
  topics: Topics,
  deliveries: Deliveries,
): Readonly<Record<string, Operation>> {
  return {
    Publish: {
      access: ({ TopicArn, TargetArn }) => [
        { action: 'sns:Publish', resource: String(TopicArn ?? TargetArn) },
      ],
      async run(input) {
        const { arn } = topics.get(input.TopicArn ?? input.TargetArn);
        const notification = readNotification(input, arn, cloud.clock.now());
        for (const subscription of topics.subscriptions(arn)) {
          if (subscription.wants(notification)) deliveries.start(subscription, notification);
        }
        return { MessageId: notification.id };
      },
    },
  };
}
