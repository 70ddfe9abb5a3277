import type { Cloud, Emulator, EmulatorHandle, Resource } from '../emulator.ts';
import { listMailbox } from './delivery/list-mailbox.ts';
import { Mailbox } from './delivery/mailbox.ts';
import { createChannels } from './sns/channels.ts';
import { Deliveries } from './sns/deliveries.ts';
import { publishOperations } from './sns/publish-operations.ts';
import { parseSavedState, type SavedState } from './sns/saved-state.ts';
import { topicOperations } from './sns/topic-operations.ts';
import { makeTopicResource } from './sns/topic-resources.ts';
import { Topics } from './sns/topics.ts';

/**
 * SNS's standard topics. E-mail goes into a local mailbox (`ListMailbox`, for the developer alone), HTTP to this
 * machine only. Every subscription counts as confirmed, and signatures are none.
 */
export const sns: Emulator = {
  service: 'sns',
  resourceTypes: {
    'AWS::SNS::Topic': {
      honoured: ['TopicName', 'DisplayName'],
      ignored: [
        'KmsMasterKeyId',
        'SignatureVersion',
        'TracingConfig',
        'Tags',
        'DeliveryStatusLogging',
      ],
    },
    'AWS::SNS::Subscription': {
      honoured: [
        'TopicArn',
        'Protocol',
        'Endpoint',
        'RawMessageDelivery',
        'FilterPolicy',
        'FilterPolicyScope',
        'RedrivePolicy',
      ],
      ignored: ['Region'],
    },
    'AWS::SNS::TopicPolicy': { honoured: ['Topics', 'PolicyDocument'] },
  },
  api: {
    signingName: 'sns',
    protocol: 'awsQuery',
    client: () => import('@aws-sdk/client-sns'),
  },
  start,
};

async function start(cloud: Cloud): Promise<EmulatorHandle> {
  const saved = cloud.state.loadAs(parseSavedState);
  const topics = new Topics(cloud);
  const save = () =>
    cloud.state.save({
      mails: mailbox.list(),
      pending: deliveries.pending(),
    } satisfies SavedState);
  const mailbox = new Mailbox(saved?.mails ?? [], save);
  const senderOf = (topicArn: string) =>
    `${topics.get(topicArn).displayName || 'AWS Notifications'} <no-reply@sns.amazonaws.com>`;
  const channels = createChannels(cloud, mailbox, senderOf);
  const deliveries = new Deliveries({
    cloud,
    channels,
    find: (arn) => topics.subscriptions().find((subscription) => subscription.arn === arn),
    onPendingChange: save,
  });
  deliveries.resume(saved?.pending ?? []);

  const create = async (resource: Resource) => makeTopicResource(resource, topics);
  return {
    operations: {
      ...publishOperations(cloud, topics, deliveries),
      ...topicOperations(topics, cloud.accountId),
      ListMailbox: listMailbox(mailbox),
    },
    create,
    update: create,
    resourcePolicy: (arn) => topics.policyOf(arn),
    stop: async () => save(),
  };
}
