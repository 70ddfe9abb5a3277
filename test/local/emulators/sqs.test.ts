import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  type Message,
  PurgeQueueCommand,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Emulator } from '../../../local/emulator.ts';
import { sqs } from '../../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

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

let dataDir: string;
let cloud: TestCloud;
let client: SQSClient;
let workUrl: string;
let deadUrl: string;

async function start(emulators: readonly Emulator[] = [sqs]): Promise<void> {
  cloud = await startTestCloud(TEMPLATE, { emulators, dataDir });
  const { endpoint: _fromTheQueueUrl, ...config } = cloud.client;
  client = new SQSClient({ ...config, endpoint: cloud.endpoint });
  workUrl = `${cloud.endpoint}/123456789012/work`;
  deadUrl = `${cloud.endpoint}/123456789012/dead`;
}

async function stop(): Promise<void> {
  client.destroy();
  await cloud.stop();
}

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sqs-'));
  await start();
});

afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const send = (MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  client.send(new SendMessageCommand({ QueueUrl: workUrl, MessageBody, ...more }));

async function receive(
  more: Partial<ReceiveMessageCommandInput> = {},
  QueueUrl = workUrl,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more });
  return (await client.send(command)).Messages ?? [];
}

const bodies = async (messages: Promise<Message[]>) => (await messages).map(({ Body }) => Body);

async function attributes(QueueUrl = workUrl): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  return (await client.send(command)).Attributes ?? {};
}

test('delivers a message with its attributes, which the SDK checks by their digests', async () => {
  const MessageAttributes = {
    colour: { DataType: 'String', StringValue: 'rot' },
    picture: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
    'size.w': { DataType: 'Number', StringValue: '7' },
  };
  const { MessageId } = await send('grüße', { MessageAttributes });
  const [message] = await receive({
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  });
  expect(message).toMatchObject({
    MessageId,
    Body: 'grüße',
    MessageAttributes,
    Attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(cloud.clock.now()),
    },
  });
});

test.each([
  ['timestamp', '1493147359900', '235c5c510d26fb653d073faed50ae77c'],
  ['timestamp', '1493147359901', '994258b45346a2cc3f9cbb611aa7af30'],
  ['SOME_Valid.attribute-Name', '1493147359900', '36655e7e9d7c0e8479fa3f3f42247ae7'],
])('digests the attribute %s = %s as SQS itself', async (name, StringValue, digest) => {
  const MessageAttributes = { [name]: { DataType: 'Number', StringValue } };
  expect((await send('x', { MessageAttributes })).MD5OfMessageAttributes).toBe(digest);
});

test('hides a message that was received until it is deleted or its timeout is over', async () => {
  await send('one');
  const [first] = await receive();
  expect(await receive()).toEqual([]);
  await cloud.clock.advance(60_000);
  const [second] = await receive();
  expect(second?.Body).toBe('one');

  const remove = (ReceiptHandle: string | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl: workUrl, ReceiptHandle }));
  await remove(first?.ReceiptHandle); // stale: deletes nothing
  expect((await attributes())['ApproximateNumberOfMessagesNotVisible']).toBe('1');
  await remove(second?.ReceiptHandle);
  expect((await attributes())['ApproximateNumberOfMessagesNotVisible']).toBe('0');
  await expect(remove('nonsense')).rejects.toBeInstanceOf(ReceiptHandleIsInvalid);
});

test('gives a message back early when its visibility is set to 0', async () => {
  await send('one');
  const [message] = await receive();
  const setVisibility = () =>
    client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: workUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  await setVisibility();
  await expect(setVisibility()).rejects.toMatchObject({ name: 'MessageNotInflight' });
  expect(await bodies(receive())).toEqual(['one']);
});

test('holds a delayed message back', async () => {
  await send('later', { DelaySeconds: 30 });
  expect(await receive()).toEqual([]);
  expect((await attributes())['ApproximateNumberOfMessagesDelayed']).toBe('1');
  await cloud.clock.advance(30_000);
  expect(await bodies(receive())).toEqual(['later']);
});

test('a long poll ends when a message comes, or becomes visible by the clock', async () => {
  const waiting = bodies(receive({ WaitTimeSeconds: 20 }));
  await send('now');
  expect(await waiting).toEqual(['now']);

  const waitingForClock = bodies(receive({ WaitTimeSeconds: 20 }));
  await cloud.clock.advance(60_000);
  expect(await waitingForClock).toEqual(['now']);
});

test('a long poll ends with nothing when its time is over', async () => {
  expect(await receive({ WaitTimeSeconds: 1 })).toEqual([]);
});

test('announces when there is something to receive', async () => {
  const arn = 'arn:aws:sqs:eu-west-1:123456789012:work';
  const announced = () =>
    cloud.heard.filter((event) => event.kind === 'available' && event.arn === arn).length;
  await send('one');
  expect(announced()).toBe(1);
  await receive();
  await cloud.clock.advance(60_000);
  expect(announced()).toBe(2);
});

test('moves a message that was received too often to the dead letters, and back on request', async () => {
  await send('poison');
  for (let i = 0; i < 2; i++) {
    expect(await bodies(receive())).toEqual(['poison']);
    await cloud.clock.advance(60_000);
  }
  expect(await receive()).toEqual([]);
  const [dead] = await receive(
    { MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'], VisibilityTimeout: 0 },
    deadUrl,
  );
  expect(dead?.Attributes).toEqual({
    DeadLetterQueueSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:work',
  });
  const sources = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadUrl }));
  expect(sources.queueUrls).toEqual([workUrl]);

  const move = (name: string) =>
    client.send(
      new StartMessageMoveTaskCommand({ SourceArn: `arn:aws:sqs:eu-west-1:123456789012:${name}` }),
    );
  await move('dead');
  expect(await bodies(receive())).toEqual(['poison']);
  await expect(move('work')).rejects.toThrow('must be configured as a Dead Letter Queue');
});

test('works by batches, in which entries fail alone', async () => {
  const sent = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: workUrl,
      Entries: [
        { Id: 'a', MessageBody: 'a' },
        { Id: 'b', MessageBody: 'b', DelaySeconds: 5000 },
      ],
    }),
  );
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a']);
  expect(sent.Failed).toMatchObject([
    { Id: 'b', Code: 'InvalidParameterValue', SenderFault: true },
  ]);
  const [message] = await receive();
  const deleted = await client.send(
    new DeleteMessageBatchCommand({
      QueueUrl: workUrl,
      Entries: [
        { Id: '1', ReceiptHandle: message?.ReceiptHandle },
        { Id: '2', ReceiptHandle: 'nonsense' },
      ],
    }),
  );
  expect(deleted.Successful).toEqual([{ Id: '1' }]);
  expect(deleted.Failed).toMatchObject([{ Id: '2', Code: 'ReceiptHandleIsInvalid' }]);
  await expect(
    client.send(new SendMessageBatchCommand({ QueueUrl: workUrl, Entries: [] })),
  ).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
});

test('finds, describes and empties queues', async () => {
  expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toEqual(
    expect.arrayContaining([workUrl, deadUrl]),
  );
  expect((await client.send(new GetQueueUrlCommand({ QueueName: 'work' }))).QueueUrl).toBe(workUrl);
  await send('one');
  expect(await attributes()).toMatchObject({
    QueueArn: 'arn:aws:sqs:eu-west-1:123456789012:work',
    ApproximateNumberOfMessages: '1',
    VisibilityTimeout: '60',
    Policy: '{"Version":"2012-10-17","Statement":[]}',
    RedrivePolicy:
      '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":2}',
  });
  await client.send(new PurgeQueueCommand({ QueueUrl: workUrl }));
  expect((await attributes())['ApproximateNumberOfMessages']).toBe('0');
});

test('drops messages after four days', async () => {
  await send('old');
  await cloud.clock.advance(4 * 86_400_000);
  expect(await receive()).toEqual([]);
});

test('refuses what SQS refuses, by its names', async () => {
  await expect(send('x', { QueueUrl: `${cloud.endpoint}/1/nobody` })).rejects.toBeInstanceOf(
    QueueDoesNotExist,
  );
  await expect(send('')).rejects.toMatchObject({ name: 'MissingParameter' });
  await expect(send('\u0000')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
  await expect(send('x'.repeat(1_048_577))).rejects.toThrow('shorter than 1048576 bytes');
  await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toThrow('between 1 and 10');
});

test('refuses a FIFO queue, naming it', async () => {
  const Fifo = {
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: 'in-order.fifo', FifoQueue: true },
  };
  await expect(startTestCloud({ Resources: { Fifo } }, { emulators: [sqs] })).rejects.toThrow(
    /Fifo.*FifoQueue/s,
  );
});

test('keeps messages over a restart, and drops what a kill has cut off', async () => {
  await send('kept');
  await send('gone');
  const [first] = await receive({ MaxNumberOfMessages: 1 });
  await stop();
  appendFileSync(path.join(dataDir, 'sqs/messages.jsonl'), '{"queue":"work","remo');
  await start();
  expect(await bodies(receive())).toEqual(['gone']);
  await cloud.clock.advance(60_000);
  const [again] = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(again).toMatchObject({ Body: 'kept', Attributes: { ApproximateReceiveCount: '2' } });
  expect(first?.MessageId).toBe(again?.MessageId);
});

test('tells CloudWatch each minute how many messages wait, until a queue is forgotten', async () => {
  const calls: { Namespace: string; MetricData: { Value: number; Dimensions: object[] }[] }[] = [];
  const cloudwatch: Emulator = {
    service: 'cloudwatch',
    resourceTypes: {},
    start: async () => ({
      operations: {
        PutMetricData: {
          run: async (input) => {
            calls.push(input);
            return {};
          },
        },
      },
      create: () => Promise.reject(new Error('none')),
      stop: async () => {},
    }),
  };
  await stop();
  await start([cloudwatch, sqs]);
  await send('one');
  await cloud.clock.advance(60_000);
  expect(calls).toMatchObject([
    {
      Namespace: 'AWS/SQS',
      MetricData: [
        {
          MetricName: 'ApproximateNumberOfMessagesVisible',
          Dimensions: [{ Name: 'QueueName', Value: 'work' }],
          Value: 1,
        },
      ],
    },
  ]);
  await client.send(new PurgeQueueCommand({ QueueUrl: workUrl }));
  await cloud.clock.advance(12 * 3_600_000);
  expect(calls.length).toBe(1 + 6 * 60);
});
