import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SqsSchema } from '@aws-lambda-powertools/parser/schemas/sqs';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { iam } from '../../../../local/emulators/iam.ts';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { sqs } from '../../../../local/emulators/sqs.ts';
import { type LambdaCloud, startLambdaCloud, testRole } from '../../../support/lambda-cloud.ts';

const MINUTE_MS = 60_000;
const HIDDEN_SECONDS = 60;

/** Logs each batch, then fails as the bodies say: `throw`, `report`, or nothing; `big` is followed by much else. */
const READER = `
exports.handler = async ({ Records }) => {
  console.log('batch ' + JSON.stringify(Records.map(({ body }) => body.split(' ')[0])));
  if (Records.length < 3) console.log('event ' + JSON.stringify({ Records }).slice(0, 2000));
  if (Records.some(({ body }) => body.startsWith('throw'))) throw new Error('poison');
  const failed = Records.filter(({ body }) => body.startsWith('report'));
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

let cloud: LambdaCloud;
let queues: SQSClient;
let stop = async () => {};
afterEach(() => stop());

interface Setup {
  readonly mapping?: Readonly<Record<string, unknown>>;
  readonly actions?: readonly string[];
  readonly dataDir?: string;
  readonly reader?: Readonly<Record<string, unknown>>;
  /** @default 2 */
  readonly maxReceiveCount?: number;
}

async function start(setup: Setup = {}): Promise<void> {
  const { mapping = {}, actions = ['sqs:*'], dataDir, reader = {}, maxReceiveCount = 2 } = setup;
  cloud = await startLambdaCloud({
    emulators: [iam, sqs, lambda],
    ...(dataDir === undefined ? {} : { dataDir }),
    functions: { reader: { source: READER, properties: reader } },
    resources: {
      Role: testRole(...actions),
      DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dlq' } },
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'work',
          VisibilityTimeout: HIDDEN_SECONDS,
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
            maxReceiveCount,
          },
        },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'reader' },
          EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ...mapping,
        },
      },
    },
  });
  queues = new SQSClient(cloud.client);
  stop = async () => {
    stop = async () => {};
    queues.destroy();
    await cloud.stop();
  };
}

const urlOf = (name: string) => `${cloud.endpoint}/123456789012/${name}`;

const send = (MessageBody: string, more: object = {}) =>
  queues.send(new SendMessageCommand({ QueueUrl: urlOf('work'), MessageBody, ...more }));

async function left(name: string): Promise<(string | undefined)[]> {
  const input = { QueueUrl: urlOf(name), MaxNumberOfMessages: 10 };
  const { Messages = [] } = await queues.send(new ReceiveMessageCommand(input));
  return Messages.map(({ Body }) => Body);
}

const batches = (): string[][] =>
  cloud
    .logOf('reader')
    .flatMap((line) => line.split('batch ').slice(1))
    .map((json) => JSON.parse(json));

test('gives messages to the function, in the shape that Powertools expects, and deletes them', async () => {
  await start();
  const MessageAttributes = { noun: { DataType: 'String', StringValue: 'feedback' } };
  await send('a', { MessageAttributes });
  await cloud.clock.idle();
  const [json = ''] = cloud.logOf('reader').flatMap((line) => line.split('event ').slice(1));
  const event = JSON.parse(json);
  expect(SqsSchema.safeParse(event).error).toBeUndefined();
  expect(event.Records[0]).toMatchObject({
    body: 'a',
    attributes: { ApproximateReceiveCount: '1' },
    messageAttributes: { noun: { stringValue: 'feedback', dataType: 'String' } },
    eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:work',
  });
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(batches()).toEqual([['a']]);
});

test('gathers a batch for so long, or until it is full, in more than one receipt', async () => {
  await start({ mapping: { BatchSize: 12, MaximumBatchingWindowInSeconds: 30 } });
  const names = Array.from({ length: 15 }, (_, index) => `m${index}`);
  for (const name of names) await send(name);
  await cloud.clock.idle();
  expect(batches()).toEqual([names.slice(0, 12)]);
  await cloud.clock.advance(29_000);
  expect(batches()).toHaveLength(1);
  await cloud.clock.advance(1_000);
  expect(batches()[1]).toEqual(names.slice(12));
});

test('gives again what was reported, alone, after its visibility timeout, and then to the dead letters', async () => {
  await start({ mapping: { MaximumBatchingWindowInSeconds: 5 } });
  for (const body of ['a', 'report', 'b']) await send(body);
  await cloud.clock.advance((5 + HIDDEN_SECONDS - 1) * 1000);
  expect(batches()).toEqual([['a', 'report', 'b']]);
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(batches()).toEqual([['a', 'report', 'b'], ['report']]);
  expect(await left('dlq')).toEqual(['report']);
  expect(await left('work')).toEqual([]);
});

test('a function that throws, or that does not report items, fails a batch as a whole', async () => {
  await start({ mapping: { MaximumBatchingWindowInSeconds: 5, FunctionResponseTypes: [] } });
  for (const body of ['a', 'throw']) await send(body);
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(batches()).toEqual([
    ['a', 'throw'],
    ['a', 'throw'],
  ]);
  expect(await left('dlq')).toEqual(['a', 'throw']);
});

test('what fails holds up nothing that comes after it', async () => {
  await start({ maxReceiveCount: 100 });
  await send('throw');
  await cloud.clock.idle();
  await send('a');
  await cloud.clock.idle();
  expect(batches()).toEqual([['throw'], ['a']]);
});

test('no batch is larger than an invocation may be', async () => {
  const ScalingConfig = { MaximumConcurrency: 2 };
  await start({ mapping: { MaximumBatchingWindowInSeconds: 1, ScalingConfig } });
  for (const name of 'abcdefgh') await send(`${name} ${'x'.repeat(1_000_000)}`);
  await cloud.clock.advance(MINUTE_MS);
  expect(batches()).toEqual([
    ['a', 'b', 'c', 'd'],
    ['e', 'f', 'g', 'h'],
  ]);
});

test('what a throttled function cannot take goes the way of what fails', async () => {
  await start({ reader: { ReservedConcurrentExecutions: 0 } });
  await send('a');
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(batches()).toEqual([]);
  expect(await left('dlq')).toEqual(['a']);
});

test('waits out an outage and misses nothing', async () => {
  await start();
  const untilMs = cloud.clock.now() + 3 * MINUTE_MS;
  cloud.faults.inject({ service: 'sqs', operation: 'ReceiveMessage', kind: 'outage', untilMs });
  await send('a');
  await cloud.clock.advance(2 * MINUTE_MS);
  expect(batches()).toEqual([]);
  await cloud.clock.advance(3 * MINUTE_MS);
  expect(batches()).toEqual([['a']]);
});

test('goes on after a restart with what waits', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'queue-'));
  await start({ dataDir, mapping: { Enabled: 'false' } });
  await send('a');
  await cloud.clock.idle();
  expect(batches()).toEqual([]);
  await stop();
  await start({ dataDir });
  await cloud.clock.idle();
  expect(batches()).toEqual([['a']]);
  rmSync(dataDir, { recursive: true });
});

test.each<[string, Setup, RegExp]>([
  ['a role that may not read', { actions: ['sqs:GetQueueAttributes'] }, /sqs:ReceiveMessage/],
  ['a queue that gives again too early', { reader: { Timeout: 61 } }, /60 seconds is less than/],
  ['a large batch without a window', { mapping: { BatchSize: 11 } }, /must be above 0/],
  ['what streams alone have', { mapping: { StartingPosition: 'LATEST' } }, /StartingPosition/],
  ['filters', { mapping: { FilterCriteria: {} } }, /FilterCriteria/],
  [
    'a limit of concurrency that AWS refuses',
    { mapping: { ScalingConfig: { MaximumConcurrency: 1 } } },
    /ScalingConfig.MaximumConcurrency/,
  ],
])('%s stops the start', async (_, setup, message) => {
  await expect(start(setup)).rejects.toThrow(message);
});
