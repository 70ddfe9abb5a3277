import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SnsSchema, SnsSqsNotificationSchema } from '@aws-lambda-powertools/parser/schemas/sns';
import {
  AuthorizationErrorException,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  NotFoundException,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { AwsError } from '../../../local/aws-error.ts';
import type { Emulator, Input, PolicyDocument } from '../../../local/emulator.ts';
import { sns } from '../../../local/emulators/sns.ts';
import { sqs } from '../../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const TOPIC_ARN = 'arn:aws:sns:eu-west-1:123456789012:page';
const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:router';

const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'page', DisplayName: 'Pages' } };

const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });

const queuePolicy = (...logicalIds: string[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: logicalIds.map((id) => ({ Ref: id })),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } },
        },
      ],
    },
  },
});

const subscription = (Protocol: string, Endpoint: unknown, more: object = {}) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: { Ref: 'Topic' }, Protocol, Endpoint, ...more },
});

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const FUNCTION_POLICY: PolicyDocument = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: FUNCTION_ARN,
    },
  ],
};

/** Stands for Lambda: keeps what it is invoked with, or fails as it is told. */
function stubLambda(): Emulator & { readonly invocations: Input[]; failure: AwsError | undefined } {
  const stub = {
    service: 'lambda',
    resourceTypes: {},
    invocations: [] as Input[],
    failure: undefined as AwsError | undefined,
    start: async () => ({
      operations: {
        Invoke: {
          access: ({ FunctionName }: Input) => [
            { action: 'lambda:InvokeFunction', resource: FunctionName },
          ],
          run: async (input: Input) => {
            stub.invocations.push({
              ...input,
              Payload: JSON.parse(Buffer.from(input.Payload).toString()),
            });
            if (stub.failure) throw stub.failure;
            return { StatusCode: 202 };
          },
        },
      },
      create: () => Promise.reject(new Error('none')),
      resourcePolicy: (arn: string) => (arn === FUNCTION_ARN ? FUNCTION_POLICY : undefined),
      stop: async () => {},
    }),
  };
  return stub;
}

let dataDir: string;
let cloud: TestCloud;
let client: SNSClient;
let lambda: ReturnType<typeof stubLambda>;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sns-'));
  lambda = stubLambda();
});

afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(resources: Record<string, object> = {}): Promise<void> {
  cloud = await startTestCloud({ Resources: { Topic: topic, ...resources } } as never, {
    emulators: [lambda, sns, sqs],
    dataDir,
  });
  client = new SNSClient(cloud.client);
}

async function stop(): Promise<void> {
  client.destroy();
  await cloud.stop();
}

async function publish(Message: string, more: Partial<PublishCommandInput> = {}): Promise<string> {
  const { MessageId } = await client.send(
    new PublishCommand({ TopicArn: TOPIC_ARN, Message, ...more }),
  );
  await cloud.clock.idle();
  return String(MessageId);
}

async function mails(): Promise<Input[]> {
  const { Messages } = await cloud.cloud.call('sns', 'ListMailbox', {}, { kind: 'root' });
  return Messages;
}

async function messagesIn(queueName: string): Promise<Input[]> {
  const { Messages = [] } = await cloud.cloud.call(
    'sqs',
    'ReceiveMessage',
    {
      QueueUrl: `${cloud.endpoint}/123456789012/${queueName}`,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    },
    { kind: 'root' },
  );
  return Messages;
}

const notices = () =>
  cloud.heard.flatMap((event) => (event.kind === 'notice' ? [event.message] : []));

test('puts e-mail into the mailbox, newest first, and announces it', async () => {
  await start({ Mail: subscription('email', 'on-call@example.com') });
  const id = await publish('It is broken', { Subject: 'ALARM: "x"' });
  await publish('no subject');
  const [second, first] = await mails();
  expect(first).toEqual({
    id,
    at: new Date(cloud.clock.now()).toISOString(),
    topicArn: TOPIC_ARN,
    from: 'Pages <no-reply@sns.amazonaws.com>',
    to: 'on-call@example.com',
    subject: 'ALARM: "x"',
    body: 'It is broken',
  });
  expect(second.subject).toBe('AWS Notification Message');
  expect(cloud.heard).toContainEqual({
    kind: 'message',
    atMs: cloud.clock.now(),
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
  await expect(cloud.cloud.call('sns', 'ListMailbox', {}, role)).rejects.toBeInstanceOf(AwsError);
});

test("invokes a function with SNS's event", async () => {
  await start({ Function: subscription('lambda', FUNCTION_ARN) });
  await publish('hello', {
    Subject: 'Hi',
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
  });
  const [{ FunctionName, InvocationType, Payload }] = lambda.invocations;
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
  await publish('hello', {
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'greeting' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([7]) },
    },
  });
  const [wrapped] = await messagesIn('wrapped');
  expect(SnsSqsNotificationSchema.parse(JSON.parse(wrapped.Body))).toMatchObject({
    TopicArn: TOPIC_ARN,
    Message: 'hello',
    MessageAttributes: {
      kind: { Type: 'String', Value: 'greeting' },
      bytes: { Type: 'Binary', Value: 'Bw==' },
    },
  });
  const [raw] = await messagesIn('raw');
  expect(raw).toMatchObject({
    Body: 'hello',
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'greeting' },
      bytes: { DataType: 'Binary', BinaryValue: 'Bw==' },
    },
  });
});

test('gives each protocol its own text', async () => {
  await start({
    Mail: subscription('email', 'a@example.com'),
    Function: subscription('lambda', FUNCTION_ARN),
  });
  const texts = { default: 'for all', email: 'for people' };
  await publish(JSON.stringify(texts), { MessageStructure: 'json' });
  expect((await mails())[0].body).toBe('for people');
  expect(lambda.invocations[0].Payload.Records[0].Sns.Message).toBe('for all');
  await expect(publish('{"email":"x"}', { MessageStructure: 'json' })).rejects.toThrow(
    'No default entry',
  );
});

describe('a filter policy', () => {
  const attribute = (DataType: string, StringValue: string) => ({ x: { DataType, StringValue } });

  test.each([
    ['a text that is listed', { x: ['a', 'b'] }, attribute('String', 'b'), true],
    ['a text that is not', { x: ['a', 'b'] }, attribute('String', 'c'), false],
    ['a prefix', { x: [{ prefix: 'ab' }] }, attribute('String', 'abc'), true],
    ['a number in a range', { x: [{ numeric: ['>', 5] }] }, attribute('Number', '7'), true],
    ['a number outside', { x: [{ numeric: ['>', 5] }] }, attribute('Number', '3'), false],
    ['one of an array', { x: ['b'] }, attribute('String.Array', '["a","b"]'), true],
    ['an attribute that must be absent', { x: [{ exists: false }] }, {}, true],
    ['an attribute that is missing', { x: ['a'] }, {}, false],
  ])('of attributes judges %s', async (_what, FilterPolicy, MessageAttributes, passes) => {
    await start({ Mail: subscription('email', 'a@example.com', { FilterPolicy }) });
    await publish('x', { MessageAttributes });
    expect(await mails()).toHaveLength(passes ? 1 : 0);
  });

  test('of the body judges the parsed message', async () => {
    await start({
      Mail: subscription('email', 'a@example.com', {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: { alarm: { state: ['ALARM'] } },
      }),
    });
    await publish('{"alarm":{"state":"OK"}}');
    await publish('not JSON');
    await publish('{"alarm":{"state":"ALARM"}}');
    expect(await mails()).toHaveLength(1);
  });

  test('that SNS would refuse stops the start, with the logical id', async () => {
    await expect(
      start({ Mail: subscription('email', 'a@x.org', { FilterPolicy: { x: [{ like: 'a' }] } }) }),
    ).rejects.toThrow(/Mail.*unknown operator "like"/s);
    await start();
  });
});

describe('an HTTP subscriber', () => {
  let server: Server;
  let requests: { headers: IncomingHttpHeaders; body: string }[];
  let answers: number[];
  let url: string;

  beforeEach(async () => {
    requests = [];
    answers = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answers.shift() ?? 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test("gets SNS's headers and envelope", async () => {
    await start({ Hook: subscription('http', url) });
    const id = await publish('hello');
    const [{ headers, body }] = requests as [(typeof requests)[number]];
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-message-id': id,
      'x-amz-sns-topic-arn': TOPIC_ARN,
    });
    expect(JSON.parse(body)).toMatchObject({ Type: 'Notification', Message: 'hello' });
  });

  test('is tried again in driven time while it fails', async () => {
    await start({ Hook: subscription('http', url) });
    answers = [500, 503];
    await publish('hello');
    expect(requests).toHaveLength(1);
    await cloud.clock.advance(19_000);
    expect(requests).toHaveLength(1);
    await cloud.clock.advance(60_000);
    expect(requests).toHaveLength(3);
    expect(notices()).toEqual([]);
  });

  test('is retried as its delivery policy says, then its message goes to the dead letters', async () => {
    await start({
      Dead: queue('dead'),
      Policy: queuePolicy('Dead'),
      Hook: subscription('http', url, {
        DeliveryPolicy: {
          healthyRetryPolicy: { numRetries: 1, minDelayTarget: 5, maxDelayTarget: 5 },
        },
        RedrivePolicy: { deadLetterTargetArn: arnOf('Dead') },
      }),
    });
    answers = [500, 500, 500];
    await publish('hello');
    await cloud.clock.advance(60_000);
    expect(requests).toHaveLength(2);
    const [dead] = await messagesIn('dead');
    expect(JSON.parse(dead.Body)).toMatchObject({ Message: 'hello' });
    expect(notices()).toEqual([expect.stringMatching(/answered 500\. The message is in .*dead\./)]);
  });

  test('that refuses is not tried again', async () => {
    await start({ Hook: subscription('http', url) });
    answers = [404];
    await publish('hello');
    await cloud.clock.advance(3_600_000);
    expect(requests).toHaveLength(1);
    expect(notices()).toEqual([expect.stringContaining('The message is lost.')]);
  });

  test('on another machine is refused with a notice', async () => {
    await start({ Hook: subscription('https', 'https://example.com/hook') });
    await publish('hello');
    expect(notices()).toEqual([expect.stringContaining('example.com is not this machine')]);
  });

  test('is tried again after a restart', async () => {
    const resources = { Hook: subscription('http', url) };
    await start(resources);
    answers = [500];
    await publish('hello');
    await stop();
    await start(resources);
    await cloud.clock.advance(20_000);
    expect(requests.map(({ body }) => JSON.parse(body).Message)).toEqual(['hello', 'hello']);
  });
});

test('without leave of the queue a delivery is refused once, and said aloud', async () => {
  await start({ Closed: queue('closed'), ToClosed: subscription('sqs', arnOf('Closed')) });
  await publish('hello');
  await cloud.clock.advance(60_000);
  expect(await messagesIn('closed')).toEqual([]);
  expect(notices()).toEqual([
    expect.stringContaining('not authorized to perform: sqs:SendMessage'),
  ]);
});

test('a function that Lambda throttles is tried again at once, then later', async () => {
  await start({ Function: subscription('lambda', FUNCTION_ARN) });
  lambda.failure = new AwsError('TooManyRequestsException', 'Rate exceeded', { statusCode: 429 });
  await publish('hello');
  expect(lambda.invocations).toHaveLength(4);
  lambda.failure = undefined;
  await cloud.clock.advance(1000);
  expect(lambda.invocations).toHaveLength(5);
  await cloud.clock.advance(60_000);
  expect(lambda.invocations).toHaveLength(5);
});

test('takes a batch, in which entries fail alone', async () => {
  await start({ Mail: subscription('email', 'a@example.com') });
  const { Successful, Failed } = await client.send(
    new PublishBatchCommand({
      TopicArn: TOPIC_ARN,
      PublishBatchRequestEntries: [
        { Id: 'good', Message: 'x' },
        { Id: 'bad', Message: 'x', Subject: 'two\nlines' },
      ],
    }),
  );
  await cloud.clock.idle();
  expect(Successful?.map(({ Id }) => Id)).toEqual(['good']);
  expect(Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidParameter', SenderFault: true }]);
  expect(await mails()).toHaveLength(1);
});

test('subscribes and unsubscribes on request, also over a restart', async () => {
  await start();
  const { SubscriptionArn } = await client.send(
    new SubscribeCommand({
      TopicArn: TOPIC_ARN,
      Protocol: 'email',
      Endpoint: 'a@example.com',
      Attributes: { FilterPolicy: '{"kind":["x"]}' },
    }),
  );
  await stop();
  await start();
  const list = async () =>
    (await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC_ARN }))).Subscriptions;
  expect(await list()).toEqual([
    {
      SubscriptionArn,
      TopicArn: TOPIC_ARN,
      Protocol: 'email',
      Endpoint: 'a@example.com',
      Owner: '123456789012',
    },
  ]);
  const { Attributes } = await client.send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn }),
  );
  expect(Attributes).toMatchObject({
    FilterPolicy: '{"kind":["x"]}',
    PendingConfirmation: 'false',
  });
  await client.send(new UnsubscribeCommand({ SubscriptionArn }));
  expect(await list()).toEqual([]);
});

test('keeps the mailbox over a restart', async () => {
  const resources = { Mail: subscription('email-json', 'a@example.com') };
  await start(resources);
  await publish('kept');
  await stop();
  await start(resources);
  const [mail] = await mails();
  expect(JSON.parse(mail.body)).toMatchObject({ Message: 'kept' });
});

test('describes topics, with the default policy where the template has none', async () => {
  await start();
  expect((await client.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: TOPIC_ARN }]);
  const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: TOPIC_ARN }));
  expect(Attributes).toMatchObject({ DisplayName: 'Pages', SubscriptionsConfirmed: '0' });
  expect(JSON.parse(String(Attributes?.['Policy'])).Statement[0].Sid).toBe(
    '__default_statement_ID',
  );
});

test('lets CloudWatch publish by default, and EventBridge only by a policy', async () => {
  const asService = (service: string, sourceArn: string) =>
    cloud.cloud.call(
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
  await stop();
  await start({
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
  await expect(publish('x', { TopicArn: `${TOPIC_ARN}s` })).rejects.toBeInstanceOf(
    NotFoundException,
  );
  await expect(publish('x', { Subject: 'übel' })).rejects.toBeInstanceOf(InvalidParameterException);
  await expect(publish('x'.repeat(262_145))).rejects.toThrow('Message too long');
  await expect(
    publish('x', { MessageAttributes: { a: { DataType: 'Text', StringValue: 'b' } } }),
  ).rejects.toThrow('invalid message attribute type');
  const stranger = new SNSClient(cloud.clientOf('arn:aws:iam::123456789012:role/stranger'));
  await expect(
    stranger.send(new PublishCommand({ TopicArn: TOPIC_ARN, Message: 'x' })),
  ).rejects.toBeInstanceOf(AuthorizationErrorException);
  stranger.destroy();
});
