import { EventBridgeSchema } from '@aws-lambda-powertools/parser/schemas';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { sentMessages } from '../../support/sent-messages.ts';

const MINUTE_MS = 60_000;

const queue = (name: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } });

function rule(properties: object, target: object = {}) {
  const Arn = { 'Fn::GetAtt': ['Inbox', 'Arn'] };
  const Targets = [{ Id: 'inbox', Arn, ...target }];
  return { Type: 'AWS::Events::Rule', Properties: { Targets, ...properties } };
}

const ordersOver10 = { source: ['shop'], detail: { total: [{ numeric: ['>', 10] }] } };

function template(rules: Record<string, object>, allow: 'Allow' | 'Deny' = 'Allow') {
  const statement = {
    Effect: allow,
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: { 'Fn::GetAtt': ['Inbox', 'Arn'] },
  };
  const letters = {
    ...statement,
    Effect: 'Allow',
    Resource: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
  };
  return {
    Resources: {
      Inbox: queue('inbox'),
      DeadLetters: queue('dead-letters'),
      Grant: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ Ref: 'Inbox' }], PolicyDocument: { Statement: [statement] } },
      },
      LetterGrant: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ Ref: 'DeadLetters' }], PolicyDocument: { Statement: [letters] } },
      },
      ...rules,
    },
  };
}

let cloud: TestCloud;
let client: EventBridgeClient;
let sqs: SQSClient;

async function start(rules: Record<string, object>, allow?: 'Deny'): Promise<void> {
  cloud = await startTestCloud(template(rules, allow));
  client = new EventBridgeClient(cloud.client);
  sqs = new SQSClient(cloud.client);
}

afterEach(async () => {
  client.destroy();
  sqs.destroy();
  await cloud.stop();
});

const inbox = () => sentMessages(sqs, `${cloud.endpoint}/123456789012/inbox`);
const deadLetters = () => sentMessages(sqs, `${cloud.endpoint}/123456789012/dead-letters`);

async function putOrder(total: number) {
  const Detail = JSON.stringify({ total });
  const entry = { Source: 'shop', DetailType: 'order', Detail, Resources: ['order-1'] };
  const answer = await client.send(new PutEventsCommand({ Entries: [entry] }));
  await cloud.clock.idle();
  return answer;
}

test('sends what matches a pattern to the target, in the form of EventBridge', async () => {
  await start({ Big: rule({ EventPattern: ordersOver10 }) });
  await putOrder(10);
  await putOrder(11);
  const messages = await inbox();
  expect(messages).toMatchObject([
    {
      body: {
        version: '0',
        source: 'shop',
        'detail-type': 'order',
        account: '123456789012',
        region: 'eu-west-1',
        time: '2026-01-05T00:00:00Z',
        resources: ['order-1'],
        detail: { total: 11 },
      },
    },
  ]);
  expect(EventBridgeSchema.safeParse(messages[0]?.body).success).toBe(true);
});

test('runs a schedule in driven time', async () => {
  await start({ Tick: rule({ ScheduleExpression: 'rate(5 minutes)' }) });
  await cloud.clock.advance(11 * MINUTE_MS);
  const bodies = (await inbox()).map(({ body }) => body);
  expect(bodies).toMatchObject([
    {
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      time: '2026-01-05T00:05:00Z',
      detail: {},
    },
    { time: '2026-01-05T00:10:00Z' },
  ]);
  expect(EventBridgeSchema.safeParse(bodies[0]).success).toBe(true);
});

test('gives a target a constant as its input', async () => {
  await start({ Big: rule({ EventPattern: ordersOver10 }, { Input: '{"a":1}' }) });
  await putOrder(11);
  expect((await inbox()).map(({ body }) => body)).toEqual([{ a: 1 }]);
});
test('without a grant the event goes to the dead-letter queue at once, with the reason', async () => {
  const DeadLetterConfig = { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } };
  await start({ Big: rule({ EventPattern: ordersOver10 }, { DeadLetterConfig }) }, 'Deny');
  await putOrder(11);
  expect(await deadLetters()).toMatchObject([
    {
      body: { detail: { total: 11 } },
      attributes: {
        RULE_ARN: 'arn:aws:events:eu-west-1:123456789012:rule/test-Big',
        TARGET_ARN: 'arn:aws:sqs:eu-west-1:123456789012:inbox',
        RETRY_ATTEMPTS: '0',
      },
    },
  ]);
});

test('a passing failure is tried again until it works', async () => {
  await start({ Big: rule({ EventPattern: ordersOver10 }) });
  cloud.faults.inject({ service: 'sqs', kind: 'outage', untilMs: cloud.clock.now() + MINUTE_MS });
  await putOrder(11);
  await cloud.clock.advance(30_000);
  await cloud.clock.advance(5 * MINUTE_MS);
  expect(await inbox()).toHaveLength(1);
});

test('a rule that is switched off sends nothing', async () => {
  await start({ Big: rule({ State: 'DISABLED', EventPattern: ordersOver10 }) });
  await putOrder(11);
  expect(await inbox()).toEqual([]);
});

test('refuses single entries by name, and keeps the others', async () => {
  await start({});
  const good = { Source: 'shop', DetailType: 'order', Detail: '{}' };
  const { FailedEntryCount, Entries } = await client.send(
    new PutEventsCommand({
      Entries: [
        good,
        { ...good, Detail: 'no' },
        { ...good, Source: 'aws.s3' },
        { ...good, EventBusName: 'b' },
      ],
    }),
  );
  expect(FailedEntryCount).toBe(3);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    undefined,
    'MalformedDetail',
    'NotAuthorizedForSourceException',
    'ResourceNotFoundException',
  ]);
});

describe('a template that cannot work stops the start, by logical id', () => {
  test.each<[object, object, string]>([
    [{ EventPattern: { source: 'shop' } }, {}, 'event pattern at source'],
    [{ ScheduleExpression: 'rate(5 minute)' }, {}, 'must be like rate(1 minute)'],
    [{}, {}, 'needs EventPattern or ScheduleExpression'],
    [{ EventPattern: {} }, { Arn: 'arn:aws:kinesis:eu-west-1:1:stream/a' }, 'is not emulated'],
    [{ EventPattern: {} }, { InputTransformer: {} }, 'InputTransformer is not emulated'],
    [{ EventPattern: { a: [{ like: 's' }] } }, {}, 'unknown operator "like"'],
    [{ EventPattern: {}, EventBusName: 'own' }, {}, 'the property EventBusName'],
  ])('%j %j', async (properties, target, message) => {
    await start({});
    const starting = startTestCloud(template({ Wrong: rule(properties, target) }));
    await expect(starting).rejects.toThrow('test/Wrong');
    await expect(starting).rejects.toThrow(message);
  });
});
