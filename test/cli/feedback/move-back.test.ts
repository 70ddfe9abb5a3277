import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { FUNCTION_OF, moveBack } from '../../../cli/feedback/move-back.ts';
import type { Consumer } from '../../../functions/feedback/dispatch/consumer.ts';
import { sqs } from '../../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const CONSUMERS = Object.keys(FUNCTION_OF) as Consumer[];

let cloud: TestCloud;
let client: SQSClient;

beforeAll(async () => {
  const Resources = Object.fromEntries(CONSUMERS.flatMap(queuesOf));
  cloud = await startTestCloud({ Resources }, { emulators: [sqs] });
  client = new SQSClient(cloud.client);
});
afterAll(async () => {
  client?.destroy();
  await cloud?.stop();
});

function queuesOf(consumer: Consumer) {
  const name = (what: string) => `shop-prod-${FUNCTION_OF[consumer]}-${what}`;
  const deadLetterTargetArn = { 'Fn::GetAtt': [`${consumer}Letters`, 'Arn'] };
  const RedrivePolicy = { deadLetterTargetArn, maxReceiveCount: 5 };
  const queue = (Properties: object) => ({ Type: 'AWS::SQS::Queue', Properties });
  return [
    [`${consumer}Letters`, queue({ QueueName: name('dlq') })],
    [`${consumer}Tasks`, queue({ QueueName: name('tasks'), RedrivePolicy })],
  ] as const;
}

async function urlOf(consumer: Consumer, what: 'dlq' | 'tasks') {
  const QueueName = `shop-prod-${FUNCTION_OF[consumer]}-${what}`;
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return { QueueUrl };
}

async function bodiesOf(consumer: Consumer, what: 'dlq' | 'tasks') {
  const all = { ...(await urlOf(consumer, what)), MaxNumberOfMessages: 10 };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(all));
  return Messages.map(({ Body }) => Body).sort();
}

test.each(CONSUMERS)(
  'what %s has set aside is a task again, and the queue is empty',
  async (consumer) => {
    const target = { client: { ...cloud.client, maxAttempts: 1 }, prefix: 'shop-prod-' };
    expect(await moveBack(target, consumer)).toBe(0);
    for (const MessageBody of ['one', 'two']) {
      // From no queue, as a function sends it.
      await client.send(new SendMessageCommand({ ...(await urlOf(consumer, 'dlq')), MessageBody }));
    }
    expect(await moveBack(target, consumer)).toBe(2);
    expect(await bodiesOf(consumer, 'dlq')).toEqual([]);
    expect(await bodiesOf(consumer, 'tasks')).toEqual(['one', 'two']);
  },
);
