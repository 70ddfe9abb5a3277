import type { Input, Operation } from '../../emulator.ts';
import type { Subscription } from './subscription.ts';
import type { Topics } from './topics.ts';

/**
 * What can be asked about topics and subscriptions. They are made by templates alone: there is neither CreateTopic nor
 * Subscribe. Lists are answered whole.
 */
export function topicOperations(
  topics: Topics,
  accountId: string,
): Readonly<Record<string, Operation>> {
  const onTopic = (action: string, run: (topicArn: string) => object): Operation => ({
    access: ({ TopicArn }) => [{ action: `sns:${action}`, resource: String(TopicArn) }],
    run: async ({ TopicArn }: Input) => run(topics.get(TopicArn).arn),
  });
  const shown = ({ arn, topicArn, protocol, endpoint }: Subscription) => ({
    SubscriptionArn: arn,
    Owner: accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  });
  return {
    ListTopics: {
      run: async () => ({ Topics: topics.all().map(({ arn }) => ({ TopicArn: arn })) }),
    },
    GetTopicAttributes: onTopic('GetTopicAttributes', (topicArn) => ({
      Attributes: {
        TopicArn: topicArn,
        Owner: accountId,
        DisplayName: topics.get(topicArn).displayName,
        Policy: JSON.stringify(topics.policyOf(topicArn)),
        SubscriptionsConfirmed: String(topics.subscriptions(topicArn).length),
        SubscriptionsPending: '0',
        SubscriptionsDeleted: '0',
      },
    })),
    ListSubscriptions: {
      run: async () => ({ Subscriptions: topics.subscriptions().map(shown) }),
    },
    ListSubscriptionsByTopic: onTopic('ListSubscriptionsByTopic', (topicArn) => ({
      Subscriptions: topics.subscriptions(topicArn).map(shown),
    })),
  };
}
