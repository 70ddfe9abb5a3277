import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { workOrSetAside } from '../../../functions/feedback/set-aside.ts';
import { Unavailable } from '../../../functions/shared/unavailable.ts';
import { sqs as sqsEmulator } from '../../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { taskMessage } from '../../support/task-message.ts';

const KEYS = { pk: { S: 'FEEDBACK#a' }, sk: { S: 'CONTACT' } };
const RECORD: DynamoDBRecord = {
  eventID: 'e1',
  dynamodb: { Keys: KEYS, NewImage: { ...KEYS, email: { S: 'ann@example.com' } } },
};

let cloud: TestCloud;
let sqs: SQSClient;
let deadLettersUrl: string;
const logged: unknown[] = [];

beforeAll(async () => {
  const Queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } };
  cloud = await startTestCloud({ Resources: { Queue } }, { emulators: [sqsEmulator] });
  sqs = new SQSClient(cloud.client);
  deadLettersUrl = cloud.resources()[0]?.ref ?? '';
});
afterAll(async () => {
  sqs.destroy();
  await cloud.stop();
});

const run = (error: Error, more: object = {}) => {
  const log = { error: (...line: unknown[]) => logged.push(line) };
  const work = () => Promise.reject(error);
  return workOrSetAside(RECORD, work, { sqs, deadLettersUrl, log, ...more });
};

async function takeLetters() {
  const taken = await sqs.send(new ReceiveMessageCommand({ QueueUrl: deadLettersUrl }));
  return (taken.Messages ?? []).map(({ Body = '' }) => JSON.parse(Body));
}

test('what can be worked on later fails, for Lambda to try again', async () => {
  const error = new Unavailable('DynamoDB does not answer');
  await expect(run(error)).rejects.toBe(error);
  expect(await takeLetters()).toEqual([]);
});

test('what never can is kept by its keys; no word of it is in queue or log', async () => {
  await run(new TypeError('cannot read ann@example.com of undefined'));
  expect(await takeLetters()).toEqual([{ eventID: 'e1', keys: KEYS, error: 'TypeError' }]);
  expect(JSON.stringify(logged)).not.toContain('ann@');
  expect(JSON.stringify(logged)).toContain('TypeError');
});

test('who works decides what is hopeless', async () => {
  await run(new Unavailable('for ever'), { isHopeless: () => true });
  expect(await takeLetters()).toMatchObject([{ error: 'Unavailable' }]);
});

test('a task is kept as it is, to be moved back', async () => {
  const log = { error: () => undefined };
  const task = taskMessage('m1', { id: 'a', sk: 'CONTACT' });
  const fail = () => Promise.reject(new TypeError('no'));
  await workOrSetAside(task, fail, { sqs, deadLettersUrl, log });
  expect(await takeLetters()).toEqual([{ id: 'a', sk: 'CONTACT' }]);
});
