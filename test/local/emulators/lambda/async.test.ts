import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { iam } from '../../../../local/emulators/iam.ts';
import { lambda } from '../../../../local/emulators/lambda.ts';
import { sqs } from '../../../../local/emulators/sqs.ts';
import {
  type LambdaCloud,
  type LambdaCloudOptions,
  startLambdaCloud,
  testRole,
} from '../../../support/lambda-cloud.ts';

const MINUTE_MS = 60_000;

const FAILS = "exports.handler = async (event) => { throw new Error('no ' + event.what) }";

const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

let cloud: LambdaCloud;
let queues: SQSClient;
afterEach(async () => {
  queues.destroy();
  await cloud.stop();
});

async function start(options: Omit<LambdaCloudOptions, 'emulators'>): Promise<void> {
  cloud = await startLambdaCloud({
    emulators: [iam, sqs, lambda],
    ...options,
    resources: {
      Role: testRole('sqs:SendMessage', 'lambda:InvokeFunction'),
      DeadLetters: queue('dlq'),
      ...options.resources,
    },
  });
  queues = new SQSClient(cloud.client);
}

const emit = async (FunctionName: string, event: unknown, Qualifier?: string) => {
  const Payload = Buffer.from(JSON.stringify(event));
  const InvocationType = 'Event';
  const command = new InvokeCommand({ FunctionName, InvocationType, Payload, Qualifier });
  const { StatusCode, $metadata } = await cloud.lambda.send(command);
  expect(StatusCode).toBe(202);
  return $metadata.requestId;
};

const attempts = (name: string) => cloud.invocationsOf(name).map(({ atMs }) => atMs);

async function messageIn(name: string) {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl: `${cloud.endpoint}/123456789012/${name}`,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages[0];
}

test('runs an event once when it succeeds', async () => {
  await start({ functions: { well: { source: 'exports.handler = async () => 1' } } });
  await emit('well', {});
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(attempts('well')).toHaveLength(1);
});

test('tries twice more, after one and two minutes, then leaves the event in the dead-letter queue', async () => {
  await start({
    functions: {
      fails: {
        source: FAILS,
        properties: { DeadLetterConfig: { TargetArn: arnOf('DeadLetters') } },
      },
    },
  });
  const startMs = cloud.clock.now();
  const requestId = await emit('fails', { what: 'luck' });
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(attempts('fails').map((atMs) => atMs - startMs)).toEqual([0, MINUTE_MS, 3 * MINUTE_MS]);
  expect(new Set(cloud.invocationsOf('fails').map((done) => done.requestId))).toEqual(
    new Set([requestId]),
  );
  expect(await messageIn('dlq')).toMatchObject({
    Body: '{"what":"luck"}',
    MessageAttributes: {
      RequestID: { StringValue: requestId },
      ErrorCode: { StringValue: '200' },
      ErrorMessage: { StringValue: 'no luck' },
    },
  });
});

test('follows the retry attempts and the age of an EventInvokeConfig', async () => {
  await start({
    functions: { once: { source: FAILS }, young: { source: FAILS } },
    resources: {
      Once: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'once' },
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 0,
        },
      },
      Young: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'young' },
          Qualifier: '$LATEST',
          MaximumEventAgeInSeconds: 90,
        },
      },
    },
  });
  await emit('once', { what: 'more' });
  await emit('young', { what: 'time' });
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(attempts('once')).toHaveLength(1);
  expect(attempts('young')).toHaveLength(2);
  expect(cloud.heard).toContainEqual(
    expect.objectContaining({ kind: 'notice', message: expect.stringContaining('has no DLQ') }),
  );
});

test('keeps a throttled event for later without counting an attempt', async () => {
  await start({
    functions: {
      closed: {
        source: FAILS,
        properties: {
          ReservedConcurrentExecutions: 0,
          DeadLetterConfig: { TargetArn: arnOf('DeadLetters') },
        },
      },
    },
  });
  await emit('closed', { what: 'room' });
  await cloud.clock.advance(5 * 60 * MINUTE_MS);
  expect(cloud.invocationsOf('closed').every(({ throttled }) => throttled)).toBe(true);
  expect(await messageIn('dlq')).toBeUndefined();
  await cloud.clock.advance(2 * 60 * MINUTE_MS);
  expect(await messageIn('dlq')).toMatchObject({
    MessageAttributes: { ErrorCode: { StringValue: '429' } },
  });
});

test('says when the dead-letter queue cannot be reached', async () => {
  await start({
    functions: {
      fails: {
        source: FAILS,
        properties: {
          DeadLetterConfig: { TargetArn: arnOf('DeadLetters') },
        },
      },
    },
    resources: { Role: testRole('logs:PutLogEvents') },
  });
  await emit('fails', {});
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(cloud.heard).toContainEqual(
    expect.objectContaining({
      kind: 'notice',
      message: expect.stringMatching(/could not be sent to .*:dlq: .*not authorized/),
    }),
  );
});

test('goes on with its retries after a restart', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lambda-restart-'));
  const functions = {
    fails: { source: FAILS, properties: { DeadLetterConfig: { TargetArn: arnOf('DeadLetters') } } },
  };
  await start({ dataDir, functions });
  await emit('fails', { what: 'rest' });
  await cloud.clock.idle();
  expect(attempts('fails')).toHaveLength(1);
  await cloud.stop();
  queues.destroy();
  await start({ dataDir, functions });
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(attempts('fails')).toHaveLength(2);
  expect(await messageIn('dlq')).toMatchObject({ Body: '{"what":"rest"}' });
  rmSync(dataDir, { recursive: true });
});

test('a topic as dead-letter target stops the start', async () => {
  const properties = { DeadLetterConfig: { TargetArn: 'arn:aws:sns:eu-west-1:1:lost' } };
  const functions = { fails: { source: FAILS, properties } };
  await start({ functions: {} });
  await expect(startLambdaCloud({ emulators: [iam, sqs, lambda], functions })).rejects.toThrow(
    /fails.*only queues are emulated as destinations/s,
  );
});
