import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SendMessageCommandOutput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Emulator } from '../../local/emulator.ts';
import { sqs } from '../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from './cloud.ts';

/** `work` hides a received message for 60 s and gives it up to `dead` after two receipts. */
const TEMPLATE = {
  Resources: {
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'work',
        VisibilityTimeout: 60,
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] },
          maxReceiveCount: 2,
        },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Policy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Work' }],
        PolicyDocument: { Version: '2012-10-17', Statement: [] },
      },
    },
  },
};

export const WORK_ARN = 'arn:aws:sqs:eu-west-1:123456789012:work';
export const DEAD_ARN = 'arn:aws:sqs:eu-west-1:123456789012:dead';

/** A local cloud with the queues `work` and `dead`, as the tests of the SQS emulator use it. */
export interface WorkCloud {
  readonly cloud: TestCloud;
  readonly client: SQSClient;
  readonly workUrl: string;
  readonly deadUrl: string;
  send(body: string, more?: Partial<SendMessageCommandInput>): Promise<SendMessageCommandOutput>;
  /** Up to ten messages of `work`, or of another queue. */
  receive(more?: Partial<ReceiveMessageCommandInput>): Promise<Message[]>;
  bodies(more?: Partial<ReceiveMessageCommandInput>): Promise<(string | undefined)[]>;
  /** Those of `work`. */
  attributes(): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts SQS, and `emulators` before it. */
export async function startWork(
  options: { readonly dataDir?: string; readonly emulators?: readonly Emulator[] } = {},
): Promise<WorkCloud> {
  const { dataDir, emulators = [] } = options;
  const cloud = await startTestCloud(TEMPLATE, {
    emulators: [...emulators, sqs],
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const client = new SQSClient(cloud.client);
  const workUrl = `${cloud.endpoint}/123456789012/work`;
  const receive = async (more: Partial<ReceiveMessageCommandInput> = {}) => {
    const input = { QueueUrl: workUrl, MaxNumberOfMessages: 10, ...more };
    return (await client.send(new ReceiveMessageCommand(input))).Messages ?? [];
  };
  return {
    cloud,
    client,
    workUrl,
    deadUrl: `${cloud.endpoint}/123456789012/dead`,
    send: (MessageBody, more = {}) =>
      client.send(new SendMessageCommand({ QueueUrl: workUrl, MessageBody, ...more })),
    receive,
    bodies: async (more) => (await receive(more)).map(({ Body }) => Body),
    async attributes() {
      const command = new GetQueueAttributesCommand({
        QueueUrl: workUrl,
        AttributeNames: ['All'],
      });
      return (await client.send(command)).Attributes ?? {};
    },
    async stop() {
      client.destroy();
      await cloud.stop();
    },
  };
}
