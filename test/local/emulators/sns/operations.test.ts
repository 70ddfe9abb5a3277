import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  AuthorizationErrorException,
  GetTopicAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  NotFoundException,
  PublishCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { startTopic, subscription, TOPIC_ARN, type TopicCloud } from '../../../support/topic.ts';

let dataDir: string;
let topic: TopicCloud;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sns-'));
});

afterEach(async () => {
  await topic.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(resources: Record<string, object> = {}): Promise<void> {
  topic = await startTopic(resources, dataDir);
}

async function restart(resources: Record<string, object> = {}): Promise<void> {
  await topic.stop();
  await start(resources);
}

test('lists who is subscribed', async () => {
  await start({ Mail: subscription('email', 'a@example.com') });
  const { Subscriptions } = await topic.client.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC_ARN }),
  );
  expect(Subscriptions).toEqual([
    {
      SubscriptionArn: expect.stringContaining(TOPIC_ARN),
      TopicArn: TOPIC_ARN,
      Protocol: 'email',
      Endpoint: 'a@example.com',
      Owner: '123456789012',
    },
  ]);
});

test('describes topics, with the default policy where the template has none', async () => {
  await start();
  expect((await topic.client.send(new ListTopicsCommand({}))).Topics).toEqual([
    { TopicArn: TOPIC_ARN },
  ]);
  const { Attributes } = await topic.client.send(
    new GetTopicAttributesCommand({ TopicArn: TOPIC_ARN }),
  );
  expect(Attributes).toMatchObject({ DisplayName: 'Pages', SubscriptionsConfirmed: '0' });
  expect(JSON.parse(String(Attributes?.['Policy'])).Statement[0].Sid).toBe(
    '__default_statement_ID',
  );
});

test('lets CloudWatch publish by default, and EventBridge only by a policy', async () => {
  const asService = (service: string, sourceArn: string) =>
    topic.cloud.cloud.call(
      'sns',
      'Publish',
      { TopicArn: TOPIC_ARN, Message: 'x' },
      { kind: 'service', service, sourceArn },
    );
  const fromRule = () =>
    asService('events.amazonaws.com', 'arn:aws:events:eu-west-1:123456789012:rule/r');
  await start();
  await asService('cloudwatch.amazonaws.com', 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a');
  await expect(fromRule()).rejects.toThrow('not authorized to perform: sns:Publish');
  await restart({
    Policy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sns:Publish',
              Resource: { Ref: 'Topic' },
            },
          ],
        },
      },
    },
  });
  await fromRule();
});

test('refuses what SNS refuses, by its names', async () => {
  await start();
  await expect(topic.publish('x', { TopicArn: `${TOPIC_ARN}s` })).rejects.toBeInstanceOf(
    NotFoundException,
  );
  await expect(topic.publish('x', { Subject: 'x'.repeat(101) })).rejects.toBeInstanceOf(
    InvalidParameterException,
  );
  await expect(topic.publish('{"default":"x"}', { MessageStructure: 'json' })).rejects.toThrow(
    'MessageStructure is not emulated',
  );
  await expect(topic.publish('x'.repeat(262_145))).rejects.toThrow('Message too long');
  await expect(
    topic.publish('x', { MessageAttributes: { a: { DataType: 'Text', StringValue: 'b' } } }),
  ).rejects.toThrow('invalid message attribute type');
  const stranger = new SNSClient(topic.cloud.clientOf('arn:aws:iam::123456789012:role/stranger'));
  await expect(
    stranger.send(new PublishCommand({ TopicArn: TOPIC_ARN, Message: 'x' })),
  ).rejects.toBeInstanceOf(AuthorizationErrorException);
  stranger.destroy();
});
