import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SnsSchema, SnsSqsNotificationSchema } from '@aws-lambda-powertools/parser/schemas/sns';
import { AwsError } from '../../../../local/aws-error.ts';
import {
  arnOf,
  FUNCTION_ARN,
  queue,
  queuePolicy,
  startTopic,
  subscription,
  TOPIC_ARN,
  type TopicCloud,
} from '../../../support/topic.ts';

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

test('puts e-mail into the mailbox, newest first, and announces it', async () => {
  await start({ Mail: subscription('email', 'on-call@example.com') });
  const id = await topic.publish('It is broken', { Subject: 'ALARM: "x"' });
  await topic.publish('no subject');
  const [second, first] = await topic.mails();
  expect(first).toEqual({
    id,
    at: new Date(topic.cloud.clock.now()).toISOString(),
    topicArn: TOPIC_ARN,
    from: 'Pages <no-reply@sns.amazonaws.com>',
    to: 'on-call@example.com',
    subject: 'ALARM: "x"',
    body: 'It is broken',
  });
  expect(second.subject).toBe('AWS Notification Message');
  expect(topic.cloud.heard).toContainEqual({
    kind: 'message',
    atMs: topic.cloud.clock.now(),
    topicArn: TOPIC_ARN,
    protocol: 'email',
    to: 'on-call@example.com',
    subject: 'ALARM: "x"',
  });
});

test('shows the mailbox to the developer alone', async () => {
  await start();
  const role = {
    kind: 'role',
    roleArn: 'arn:aws:iam::123456789012:role/any',
    sessionName: 'x',
  } as const;
  await expect(topic.cloud.cloud.call('sns', 'ListMailbox', {}, role)).rejects.toBeInstanceOf(
    AwsError,
  );
});

test("invokes a function with SNS's event", async () => {
  await start({ Function: subscription('lambda', FUNCTION_ARN) });
  await topic.publish('hello', {
    Subject: 'Hi',
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
  });
  const [{ FunctionName, InvocationType, Payload }] = topic.lambda.invocations;
  expect({ FunctionName, InvocationType }).toEqual({
    FunctionName: FUNCTION_ARN,
    InvocationType: 'Event',
  });
  const { Records } = SnsSchema.parse(Payload);
  expect(Records[0]?.Sns).toMatchObject({
    Subject: 'Hi',
    Message: 'hello',
    MessageAttributes: { kind: { Type: 'String', Value: 'greeting' } },
  });
});

test('sends to a queue in an envelope, or raw', async () => {
  await start({
    Wrapped: queue('wrapped'),
    Raw: queue('raw'),
    Policy: queuePolicy('Wrapped', 'Raw'),
    ToWrapped: subscription('sqs', arnOf('Wrapped')),
    ToRaw: subscription('sqs', arnOf('Raw'), { RawMessageDelivery: true }),
  });
  await topic.publish('hello', {
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'greeting' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([7]) },
    },
  });
  const [wrapped] = await topic.messagesIn('wrapped');
  expect(SnsSqsNotificationSchema.parse(JSON.parse(wrapped.Body))).toMatchObject({
    TopicArn: TOPIC_ARN,
    Message: 'hello',
    MessageAttributes: {
      kind: { Type: 'String', Value: 'greeting' },
      bytes: { Type: 'Binary', Value: 'Bw==' },
    },
  });
  const [raw] = await topic.messagesIn('raw');
  expect(raw).toMatchObject({
    Body: 'hello',
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'greeting' },
      bytes: { DataType: 'Binary', BinaryValue: 'Bw==' },
    },
  });
});

test('without leave of the queue a delivery is refused once, and said aloud', async () => {
  await start({ Closed: queue('closed'), ToClosed: subscription('sqs', arnOf('Closed')) });
  await topic.publish('hello');
  await topic.cloud.clock.advance(60_000);
  expect(await topic.messagesIn('closed')).toEqual([]);
  expect(topic.notices()).toEqual([
    expect.stringContaining('not authorized to perform: sqs:SendMessage'),
  ]);
});

test('a function that Lambda throttles is tried again at once, then later', async () => {
  await start({ Function: subscription('lambda', FUNCTION_ARN) });
  topic.lambda.failure = new AwsError('TooManyRequestsException', 'Rate exceeded', {
    statusCode: 429,
  });
  await topic.publish('hello');
  expect(topic.lambda.invocations).toHaveLength(4);
  topic.lambda.failure = undefined;
  await topic.cloud.clock.advance(1000);
  expect(topic.lambda.invocations).toHaveLength(5);
  await topic.cloud.clock.advance(60_000);
  expect(topic.lambda.invocations).toHaveLength(5);
});

test('keeps the mailbox over a restart', async () => {
  const resources = { Mail: subscription('email', 'a@example.com') };
  await start(resources);
  await topic.publish('kept');
  await restart(resources);
  const [mail] = await topic.mails();
  expect(mail.body).toBe('kept');
});
