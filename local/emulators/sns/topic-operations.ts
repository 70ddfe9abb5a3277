import { AwsError } from '../../aws-error.ts';
import type { Input, Operation } from '../../emulator.ts';
import { readSubscription, type Subscription } from './subscription.ts';
import type { Topics } from './topics.ts';

/**
 * The operations on topics and subscriptions. Topics are made by templates alone: there is no CreateTopic. Lists are
 * answered whole. `onChange` is called when a caller has subscribed or unsubscribed.
 */
export function topicOperations(
  topics: Topics,
  accountId: string,
  onChange: () => void,
): Readonly<Record<string, Operation>> {
  const onTopic = (action: string, run: (input: Input) => object): Operation => ({
    access: ({ TopicArn }) => [{ action: `sns:${action}`, resource: String(TopicArn) }],
    run: async (input) => run(input),
  });
  const onSubscription = (action: string, run: (input: Input) => object): Operation => ({
    access: ({ SubscriptionArn }) => [
      {
        action: `sns:${action}`,
        resource: String(SubscriptionArn).split(':').slice(0, 6).join(':'),
      },
    ],
    run: async (input) => run(input),
  });
  const shown = (subscription: Subscription) => shownSubscription(subscription, accountId);
  return {
    ListTopics: {
      run: async () => ({ Topics: topics.all().map(({ arn }) => ({ TopicArn: arn })) }),
    },
    GetTopicAttributes: onTopic('GetTopicAttributes', ({ TopicArn }) => ({
      Attributes: topicAttributes(topics, topics.get(TopicArn).arn, accountId),
    })),
    ListSubscriptions: {
      run: async () => ({ Subscriptions: topics.subscriptions().map(shown) }),
    },
    ListSubscriptionsByTopic: onTopic('ListSubscriptionsByTopic', ({ TopicArn }) => ({
      Subscriptions: topics.subscriptions(topics.get(TopicArn).arn).map(shown),
    })),
    GetSubscriptionAttributes: onSubscription(
      'GetSubscriptionAttributes',
      ({ SubscriptionArn }) => ({
        Attributes: subscriptionAttributes(topics.subscription(SubscriptionArn), accountId),
      }),
    ),
    Subscribe: onTopic('Subscribe', (input) => {
      const subscription = subscribe(topics, input);
      onChange();
      return { SubscriptionArn: subscription.arn };
    }),
    Unsubscribe: onSubscription('Unsubscribe', ({ SubscriptionArn }) => {
      topics.unsubscribe(String(SubscriptionArn));
      onChange();
      return {};
    }),
  };
}

function subscribe(
  topics: Topics,
  { TopicArn, Protocol, Endpoint, Attributes }: Input,
): Subscription {
  const { arn } = topics.get(TopicArn);
  try {
    const definition = readSubscription(arn, { ...Attributes, Protocol, Endpoint });
    return topics.subscribe(definition, 'call');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidParameterException', `Invalid parameter: ${reason}`, {
      cause: error,
    });
  }
}

function shownSubscription(subscription: Subscription, accountId: string): object {
  const { arn, topicArn, protocol, endpoint } = subscription;
  return {
    SubscriptionArn: arn,
    Owner: accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}

function subscriptionAttributes(subscription: Subscription, accountId: string): object {
  const { filterPolicy, filterPolicyScope, rawMessageDelivery, deadLetterQueueArn } = subscription;
  return {
    ...shownSubscription(subscription, accountId),
    PendingConfirmation: 'false',
    ConfirmationWasAuthenticated: 'true',
    RawMessageDelivery: String(rawMessageDelivery),
    ...(filterPolicy && {
      FilterPolicy: JSON.stringify(filterPolicy),
      FilterPolicyScope: filterPolicyScope,
    }),
    ...(deadLetterQueueArn !== undefined && {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterQueueArn }),
    }),
  };
}

function topicAttributes(topics: Topics, arn: string, accountId: string): object {
  return {
    TopicArn: arn,
    Owner: accountId,
    DisplayName: topics.get(arn).displayName,
    Policy: JSON.stringify(topics.policyOf(arn)),
    SubscriptionsConfirmed: String(topics.subscriptions(arn).length),
    SubscriptionsPending: '0',
    SubscriptionsDeleted: '0',
  };
}
