import { AwsError } from '../../aws-error.ts';
import type { Input, Operation, PolicyDocument } from '../../emulator.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';

/** The operations on queues as a whole. They are made by templates alone: there is no CreateQueue. */
export function queueOperations(
  queues: Queues,
  policyOf: (arn: string) => PolicyDocument | undefined,
): Readonly<Record<string, Operation>> {
  const onQueue = (action: string, run: (queue: Queue, input: Input) => object): Operation => ({
    access: (input) => [queues.access(action, input)],
    run: async (input) => run(queues.of(input), input),
  });
  return {
    ListQueues: {
      run: async ({ QueueNamePrefix = '' }) => ({
        QueueUrls: urlsOf(
          queues.all().filter(({ settings }) => settings.name.startsWith(QueueNamePrefix)),
        ),
      }),
    },
    GetQueueUrl: {
      access: (input) => [queues.access('GetQueueUrl', input)],
      run: async ({ QueueName }) => ({ QueueUrl: queues.named(QueueName).settings.url }),
    },
    GetQueueAttributes: onQueue('GetQueueAttributes', (queue, { AttributeNames = [] }) => {
      const all = attributesOf(queue, policyOf(queue.settings.arn));
      const wanted = Object.entries(all).filter(
        ([name, value]) =>
          value !== undefined && (AttributeNames.includes('All') || AttributeNames.includes(name)),
      );
      return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
    }),
    PurgeQueue: onQueue('PurgeQueue', (queue) => {
      queue.purge();
      return {};
    }),
    StartMessageMoveTask: startMessageMoveTask(queues),
  };
}

/** Moves the messages at once, where SQS takes its time. */
function startMessageMoveTask(queues: Queues): Operation {
  const access = (action: string, resource: string) => ({ action: `sqs:${action}`, resource });
  return {
    access: ({ SourceArn, DestinationArn }) => [
      ...['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map(
        (action) => access(action, SourceArn),
      ),
      ...(DestinationArn ? [access('SendMessage', DestinationArn)] : []),
    ],
    async run({ SourceArn, DestinationArn }) {
      const source = existing(queues, SourceArn);
      if (sourcesOf(source, queues).length === 0) {
        throw new AwsError(
          'InvalidParameterValue',
          'Source queue must be configured as a Dead Letter Queue.',
        );
      }
      source.moveAll(DestinationArn === undefined ? undefined : existing(queues, DestinationArn));
      return { TaskHandle: Buffer.from(String(SourceArn)).toString('base64') };
    },
  };
}

function existing(queues: Queues, arn: unknown): Queue {
  const queue = queues.withArn(String(arn));
  if (queue) return queue;
  throw new AwsError(
    'ResourceNotFoundException',
    `The resource that you specified for the SourceArn or DestinationArn parameter doesn't exist: ${arn}`,
    { statusCode: 404 },
  );
}

function sourcesOf({ settings }: Queue, queues: Queues): Queue[] {
  return queues.all().filter((queue) => queue.settings.deadLetters?.queueArn === settings.arn);
}

function urlsOf(queues: readonly Queue[]): string[] {
  return queues.map(({ settings }) => settings.url);
}

function attributesOf(
  queue: Queue,
  policy: PolicyDocument | undefined,
): Record<string, string | undefined> {
  const { settings } = queue;
  const counts = queue.counts();
  const { deadLetters } = settings;
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    DelaySeconds: String(settings.delaySeconds),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    MaximumMessageSize: String(settings.maximumMessageBytes),
    ReceiveMessageWaitTimeSeconds: String(settings.waitSeconds),
    Policy: policy && JSON.stringify(policy),
    RedrivePolicy:
      deadLetters &&
      JSON.stringify({
        deadLetterTargetArn: deadLetters.queueArn,
        maxReceiveCount: deadLetters.maxReceiveCount,
      }),
  };
}
