import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import type { Deliveries } from './deliveries.ts';
import { readNotification } from './publish-input.ts';
import type { Topics } from './topics.ts';

const MAX_ENTRIES = 10;

/** Publish and its batch: they answer as soon as the message is taken, and deliver in the background. */
export function publishOperations(
  cloud: Cloud,
  topics: Topics,
  deliveries: Deliveries,
): Readonly<Record<string, Operation>> {
  const access = ({ TopicArn, TargetArn }: Input) => [
    { action: 'sns:Publish', resource: String(TopicArn ?? TargetArn) },
  ];
  const publish = (topicArn: string, input: Input): string => {
    const notification = readNotification(input, topicArn, cloud.clock.now());
    for (const subscription of topics.subscriptions(topicArn)) {
      if (subscription.wants(notification)) deliveries.start(subscription, notification);
    }
    return notification.id;
  };
  return {
    Publish: {
      access,
      async run(input) {
        const { arn } = topics.get(input.TopicArn ?? input.TargetArn);
        return { MessageId: publish(arn, input) };
      },
    },
    PublishBatch: {
      access,
      async run({ TopicArn, PublishBatchRequestEntries }) {
        const { arn } = topics.get(TopicArn);
        return publishBatch(checkEntries(PublishBatchRequestEntries), (entry) =>
          publish(arn, entry),
        );
      },
    },
  };
}

function publishBatch(entries: readonly Input[], publish: (entry: Input) => string): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, MessageId: publish(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { message } = error;
      Failed.push({ Id: entry.Id, Code: 'InvalidParameter', Message: message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function checkEntries(entries: Input): Input[] {
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new AwsError('EmptyBatchRequestException', 'The batch request contains no entries.');
  }
  if (entries.length > MAX_ENTRIES) {
    throw new AwsError(
      'TooManyEntriesInBatchRequestException',
      `The batch request contains more entries than permissible (${MAX_ENTRIES}).`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError(
      'BatchEntryIdsNotDistinctException',
      'Two or more batch entries in the request have the same Id.',
    );
  }
  return entries;
}
