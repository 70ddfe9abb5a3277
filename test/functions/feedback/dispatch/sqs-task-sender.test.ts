import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SqsTaskSender } from '../../../../functions/feedback/dispatch/sqs-task-sender.ts';
import { sqs as sqsEmulator } from '../../../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

let cloud: TestCloud;
let sqs: SQSClient;
let url: string;
const logged: unknown[] = [];
const log = { error: (...line: unknown[]) => logged.push(line) };

beforeAll(async () => {
  const Properties = { QueueName: 'tasks', MaximumMessageSize: 1024 };
  const Queue = { Type: 'AWS::SQS::Queue', Properties };
  cloud = await startTestCloud({ Resources: { Queue } }, { emulators: [sqsEmulator] });
  sqs = new SQSClient({ ...cloud.client, maxAttempts: 1 });
  url = cloud.resources()[0]?.ref ?? '';
});
afterAll(async () => {
  sqs.destroy();
  await cloud.stop();
});

async function taken(): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const input = { QueueUrl: url, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
    if (Messages.length === 0) return all;
    all.push(...Messages.map(({ Body = '' }) => Body));
  }
}

const send = (...bodies: readonly string[]) =>
  new SqsTaskSender(sqs, { shipping: url }, log).send('shipping', bodies);

test('sends more than SQS takes at once', async () => {
  const bodies = Array.from({ length: 25 }, (_, index) => `task ${index}`);
  expect(await send(...bodies)).toEqual([]);
  expect(await taken()).toEqual(bodies);
});

test('what a queue refuses comes back, and the rest is sent', async () => {
  const odd = 'secret \uffff';
  expect(await send('one', odd, 'two')).toEqual([odd]);
  expect(await taken()).toEqual(['one', 'two']);
});

test('while SQS is down all comes back; no log tells what it was', async () => {
  const untilMs = cloud.clock.now() + 1000;
  cloud.faults.inject({ service: 'sqs', kind: 'outage', untilMs });
  expect(await send('secret one', 'secret two')).toEqual(['secret one', 'secret two']);
  await cloud.clock.advance(1000);
  expect(await taken()).toEqual([]);
  expect(JSON.stringify(logged)).toContain('No task was taken');
  expect(JSON.stringify(logged)).not.toContain('secret');
});

test('where nobody works on them, nothing is sent', async () => {
  expect(await new SqsTaskSender(sqs, {}, log).send('shipping', ['one'])).toEqual([]);
  expect(await taken()).toEqual([]);
});
