import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { Emulator, Input } from '../../../../local/emulator.ts';
import { sqs } from '../../../../local/emulators/sqs.ts';
import { startTestCloud } from '../../../support/cloud.ts';
import { DEAD_ARN, startWork, WORK_ARN, type WorkCloud } from '../../../support/work-queue.ts';

let dataDir: string;
let work: WorkCloud;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sqs-'));
  work = await startWork({ dataDir });
});

afterEach(async () => {
  await work.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('moves a message that was received too often to the dead letters, and back on request', async () => {
  await work.send('poison');
  for (let i = 0; i < 2; i++) {
    expect(await work.bodies()).toEqual(['poison']);
    await work.cloud.clock.advance(60_000);
  }
  expect(await work.receive()).toEqual([]);
  const [dead] = await work.receive({
    QueueUrl: work.deadUrl,
    MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'],
    VisibilityTimeout: 0,
  });
  expect(dead?.Attributes).toEqual({ DeadLetterQueueSourceArn: WORK_ARN });

  const move = (SourceArn: string) =>
    work.client.send(new StartMessageMoveTaskCommand({ SourceArn }));
  await move(DEAD_ARN);
  expect(await work.bodies()).toEqual(['poison']);
  await expect(move(WORK_ARN)).rejects.toThrow('must be configured as a Dead Letter Queue');
});

test('finds, describes and empties queues', async () => {
  expect((await work.client.send(new ListQueuesCommand({}))).QueueUrls).toEqual(
    expect.arrayContaining([work.workUrl, work.deadUrl]),
  );
  expect((await work.client.send(new GetQueueUrlCommand({ QueueName: 'work' }))).QueueUrl).toBe(
    work.workUrl,
  );
  await work.send('one');
  expect(await work.attributes()).toMatchObject({
    QueueArn: WORK_ARN,
    ApproximateNumberOfMessages: '1',
    VisibilityTimeout: '60',
    Policy: '{"Version":"2012-10-17","Statement":[]}',
    RedrivePolicy:
      '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":2}',
  });
  await work.client.send(new PurgeQueueCommand({ QueueUrl: work.workUrl }));
  expect((await work.attributes())['ApproximateNumberOfMessages']).toBe('0');
});

test('drops messages after four days', async () => {
  await work.send('old');
  await work.cloud.clock.advance(4 * 86_400_000);
  expect(await work.receive()).toEqual([]);
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
  await work.send('kept');
  await work.send('gone');
  const [first] = await work.receive({ MaxNumberOfMessages: 1 });
  await work.stop();
  appendFileSync(path.join(dataDir, 'sqs/messages.jsonl'), '{"queue":"work","remo');
  work = await startWork({ dataDir });
  expect(await work.bodies()).toEqual(['gone']);
  await work.cloud.clock.advance(60_000);
  const [again] = await work.receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(again).toMatchObject({ Body: 'kept', Attributes: { ApproximateReceiveCount: '2' } });
  expect(first?.MessageId).toBe(again?.MessageId);
});

test('says so when lines of its journal are not readable, and keeps the others', async () => {
  await work.send('kept');
  await work.stop();
  appendFileSync(path.join(dataDir, 'sqs/messages.jsonl'), 'nonsense\n');
  work = await startWork({ dataDir });
  expect(await work.bodies()).toEqual(['kept']);
  expect(work.cloud.heard).toContainEqual(
    expect.objectContaining({
      kind: 'notice',
      message: expect.stringContaining('1 lines are not readable'),
    }),
  );
});

test('tells CloudWatch each minute how many messages wait, until a queue is forgotten', async () => {
  const calls: Input[] = [];
  const cloudwatch: Emulator = {
    service: 'cloudwatch',
    resourceTypes: {},
    start: async () => ({
      operations: {
        PutMetricData: {
          run: async (input: Input) => {
            calls.push(input);
            return {};
          },
        },
      },
      create: () => Promise.reject(new Error('none')),
      stop: async () => {},
    }),
  };
  await work.stop();
  work = await startWork({ dataDir, emulators: [cloudwatch] });
  await work.send('one');
  await work.cloud.clock.advance(60_000);
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
  await work.client.send(new PurgeQueueCommand({ QueueUrl: work.workUrl }));
  await work.cloud.clock.advance(12 * 3_600_000);
  expect(calls.length).toBe(1 + 6 * 60);
});
