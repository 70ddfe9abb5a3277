import { PublishCommand, type PublishCommandInput, SNSClient } from '@aws-sdk/client-sns';
import type { AwsError } from '../../local/aws-error.ts';
import type { Emulator, Input, PolicyDocument } from '../../local/emulator.ts';
import { sns } from '../../local/emulators/sns.ts';
import { sqs } from '../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from './cloud.ts';

export const TOPIC_ARN = 'arn:aws:sns:eu-west-1:123456789012:page';
export const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:router';

const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'page', DisplayName: 'Pages' } };

/** A queue of this name. */
export const queue = (QueueName: string) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName },
});

/** Lets the topic send to these queues. */
export const queuePolicy = (...logicalIds: string[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: logicalIds.map((id) => ({ Ref: id })),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } },
        },
      ],
    },
  },
});

/** A subscription of the topic. */
export const subscription = (Protocol: string, Endpoint: unknown, more: object = {}) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: { Ref: 'Topic' }, Protocol, Endpoint, ...more },
});

/** A reference to the ARN of another resource. */
export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const FUNCTION_POLICY: PolicyDocument = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: FUNCTION_ARN,
    },
  ],
};

/** Stands for Lambda: what it was invoked with, and how it is to fail. */
export interface StubLambda extends Emulator {
  readonly invocations: Input[];
  failure: AwsError | undefined;
}

/** A local cloud with one topic, as the tests of the SNS emulator use it. */
export interface TopicCloud {
  readonly cloud: TestCloud;
  readonly client: SNSClient;
  readonly lambda: StubLambda;
  /** Publishes and waits until nothing is under way. Gives the message's id. */
  publish(message: string, more?: Partial<PublishCommandInput>): Promise<string>;
  /** The mailbox, newest first. */
  mails(): Promise<Input[]>;
  messagesIn(queueName: string): Promise<Input[]>;
  notices(): string[];
  stop(): Promise<void>;
}

/** Starts the topic with further resources; the stub stands for Lambda, SQS is the real emulator. */
export async function startTopic(
  resources: Readonly<Record<string, object>> = {},
  dataDir?: string,
): Promise<TopicCloud> {
  const lambda = stubLambda();
  const cloud = await startTestCloud({ Resources: { Topic: topic, ...resources } } as never, {
    emulators: [lambda, sns, sqs],
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const client = new SNSClient(cloud.client);
  const asRoot = (service: string, operation: string, input: object) =>
    cloud.cloud.call(service, operation, input, { kind: 'root' });
  return {
    cloud,
    client,
    lambda,
    async publish(Message, more = {}) {
      const command = new PublishCommand({ TopicArn: TOPIC_ARN, Message, ...more });
      const { MessageId } = await client.send(command);
      await cloud.clock.idle();
      return String(MessageId);
    },
    mails: async () => (await asRoot('sns', 'ListMailbox', {})).Messages,
    async messagesIn(queueName) {
      const { Messages = [] } = await asRoot('sqs', 'ReceiveMessage', {
        QueueUrl: `${cloud.endpoint}/123456789012/${queueName}`,
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
      });
      return Messages;
    },
    notices: () => cloud.heard.flatMap((event) => (event.kind === 'notice' ? [event.message] : [])),
    async stop() {
      client.destroy();
      await cloud.stop();
    },
  };
}

function stubLambda(): StubLambda {
  const stub = {
    service: 'lambda',
    resourceTypes: {},
    invocations: [] as Input[],
    failure: undefined as AwsError | undefined,
    start: async () => ({
      operations: {
        Invoke: {
          access: ({ FunctionName }: Input) => [
            { action: 'lambda:InvokeFunction', resource: FunctionName },
          ],
          run: async (input: Input) => {
            stub.invocations.push({
              ...input,
              Payload: JSON.parse(Buffer.from(input.Payload).toString()),
            });
            if (stub.failure) throw stub.failure;
            return { StatusCode: 202 };
          },
        },
      },
      create: () => Promise.reject(new Error('none')),
      resourcePolicy: (arn: string) => (arn === FUNCTION_ARN ? FUNCTION_POLICY : undefined),
      stop: async () => {},
    }),
  };
  return stub;
}
