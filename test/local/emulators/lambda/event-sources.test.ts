import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DynamoDBStreamSchema } from '@aws-lambda-powertools/parser/schemas/dynamodb';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Emulator } from '../../../../local/emulator.ts';
import { dynamodb } from '../../../../local/emulators/dynamodb.ts';
import { dynamodbStreams } from '../../../../local/emulators/dynamodb-streams.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { sqs } from '../../../../local/emulators/sqs.ts';
import { type LambdaCloud, startLambdaCloud, testRole } from '../../../support/lambda-cloud.ts';

const EMULATORS: readonly Emulator[] = [iam, dynamodb, dynamodbStreams, sqs, lambda];
const MINUTE_MS = 60_000;

/** Logs each batch, then fails as the items say: `throw`, `report`, or nothing. */
const READER = `
exports.handler = async ({ Records }) => {
  const items = Records.map(({ dynamodb: { SequenceNumber: id, NewImage: { n, how } } }) => ({ id, n: Number(n.N), how: how.S }));
  console.log('batch ' + JSON.stringify(items.map(({ n }) => n)));
  console.log('event ' + JSON.stringify({ Records }));
  if (items.some(({ how }) => how === 'throw')) throw new Error('poison');
  return { batchItemFailures: items.filter(({ how }) => how === 'report').map(({ id }) => ({ itemIdentifier: id })) };
};`;

let cloud: LambdaCloud;
let database: DynamoDBClient;
let queues: SQSClient;
let stop = async () => {};
afterEach(() => stop());

interface Setup {
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly actions?: readonly string[];
  readonly dataDir?: string;
}

async function start({ mapping, actions, dataDir }: Setup): Promise<void> {
  cloud = await startLambdaCloud({
    emulators: EMULATORS,
    ...(dataDir === undefined ? {} : { dataDir }),
    functions: { reader: { source: READER } },
    resources: {
      Role: testRole(...(actions ?? ['dynamodb:*', 'sqs:*'])),
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'items',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        },
      },
      DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dlq' } },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'reader' }, ...mapping },
      },
    },
  });
  database = new DynamoDBClient(cloud.client);
  queues = new SQSClient(cloud.client);
  stop = async () => {
    stop = async () => {};
    database.destroy();
    queues.destroy();
    await cloud.stop();
  };
}

const STREAM = {
  EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
  StartingPosition: 'LATEST',
};
const ON_FAILURE = {
  DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
};

const put = (n: number, how = 'well') =>
  database.send(
    new PutItemCommand({
      TableName: 'items',
      Item: { id: { S: `i${n}` }, n: { N: String(n) }, how: { S: how } },
    }),
  );

/** The batches that the function got, by the numbers of their items. */
const batches = (): number[][] => logged('batch ') as number[][];

const logged = (prefix: string): unknown[] =>
  cloud
    .logOf('reader')
    .flatMap((line) => line.split(prefix).slice(1))
    .map((json) => JSON.parse(json));

async function deadLetter() {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({ QueueUrl: `${cloud.endpoint}/123456789012/dlq` }),
  );
  return Messages[0]?.Body === undefined ? undefined : JSON.parse(Messages[0].Body);
}

describe('a DynamoDB stream', () => {
  test('comes in order, in batches, in the shape that Powertools expects', async () => {
    await start({ mapping: { ...STREAM, BatchSize: 2, MaximumBatchingWindowInSeconds: 5 } });
    for (const n of [1, 2, 3, 4, 5]) await put(n);
    await cloud.clock.advance(MINUTE_MS);
    expect(batches()).toEqual([[1, 2], [3, 4], [5]]);
    const [event] = logged('event ');
    expect(DynamoDBStreamSchema.safeParse(event).error).toBeUndefined();
  });

  test('filters', async () => {
    const Pattern = JSON.stringify({ dynamodb: { NewImage: { n: { N: ['2'] } } } });
    await start({ mapping: { ...STREAM, FilterCriteria: { Filters: [{ Pattern }] } } });
    for (const n of [1, 2, 3]) await put(n);
    await cloud.clock.advance(MINUTE_MS);
    expect(batches()).toEqual([[2]]);
  });

  test('goes on from the first item that was reported, and past a poison after its retries', async () => {
    await start({
      mapping: {
        ...STREAM,
        ...ON_FAILURE,
        MaximumBatchingWindowInSeconds: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 2,
        BisectBatchOnFunctionError: false,
      },
    });
    await put(1);
    await put(2, 'report');
    await cloud.clock.advance(MINUTE_MS);
    await put(3);
    await cloud.clock.advance(MINUTE_MS);
    expect(batches()).toEqual([[1, 2], [2], [2], [3]]);
    expect(await deadLetter()).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1, shardId: expect.any(String) },
    });
  });

  test('halves a batch to find the poison', async () => {
    await start({
      mapping: {
        ...STREAM,
        ...ON_FAILURE,
        MaximumBatchingWindowInSeconds: 1,
        MaximumRetryAttempts: 1,
        BisectBatchOnFunctionError: true,
      },
    });
    for (const n of [1, 2, 3]) await put(n, n === 3 ? 'throw' : 'well');
    await cloud.clock.advance(MINUTE_MS);
    expect(batches()).toEqual([[1, 2, 3], [1, 2], [3], [3]]);
    expect(await deadLetter()).toMatchObject({ DDBStreamBatchInfo: { batchSize: 1 } });
  });

  test('gives up what is too old, and says so where nobody else is told', async () => {
    await start({ mapping: { ...STREAM, MaximumRecordAgeInSeconds: 120 } });
    await put(1, 'throw');
    await cloud.clock.advance(10 * MINUTE_MS);
    await put(2);
    await cloud.clock.advance(MINUTE_MS);
    expect(batches().length).toBeGreaterThan(3);
    expect(batches().at(-1)).toEqual([2]);
    expect(cloud.heard).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        message: expect.stringContaining('RecordAgeExceeded'),
      }),
    );
  });

  test('waits out an outage and misses nothing', async () => {
    await start({ mapping: STREAM });
    await put(1);
    await cloud.clock.idle();
    const untilMs = cloud.clock.now() + 3 * MINUTE_MS;
    cloud.faults.inject({ service: 'dynamodbstreams', kind: 'outage', untilMs });
    await put(2);
    await cloud.clock.advance(2 * MINUTE_MS);
    expect(batches()).toEqual([[1]]);
    await cloud.clock.advance(3 * MINUTE_MS);
    expect(batches()).toEqual([[1], [2]]);
  });

  test('goes on after a restart where it was', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'mapping-'));
    await start({ mapping: STREAM, dataDir });
    await put(1);
    await cloud.clock.idle();
    expect(batches()).toEqual([[1]]);
    await stop();
    await start({ mapping: STREAM, dataDir });
    await put(2);
    await cloud.clock.idle();
    expect(batches()).toEqual([[2]]);
    rmSync(dataDir, { recursive: true });
  });

  test('needs the rights that AWS needs', async () => {
    const refused = start({ mapping: STREAM, actions: ['dynamodb:GetItem'] });
    await expect(refused).rejects.toThrow(/Mapping.*dynamodb:DescribeStream/s);
  });
});

test('a source that is neither stream nor queue stops the start', async () => {
  const mapping = { ...STREAM, EventSourceArn: 'arn:aws:kinesis:eu-west-1:1:stream/clicks' };
  await expect(start({ mapping })).rejects.toThrow(/Mapping.*streams and queues only/s);
});

test('what queues alone have stops the start of a stream', async () => {
  const mapping = { ...STREAM, ScalingConfig: { MaximumConcurrency: 2 } };
  await expect(start({ mapping })).rejects.toThrow(/ScalingConfig: not emulated/);
});
