import { SQSClient } from '@aws-sdk/client-sqs';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { sentMessages } from '../../support/sent-messages.ts';

const MINUTE_MS = 60_000;
const INBOX = 'arn:aws:sqs:eu-west-1:123456789012:inbox';
const ROLE = 'arn:aws:iam::123456789012:role/caller';

function template(
  schedules: Record<string, object> = {},
  mayCall: readonly string[] = ['Inbox', 'DeadLetters'],
) {
  const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });
  const Statement = mayCall.map((name) => ({
    Effect: 'Allow',
    Action: 'sqs:SendMessage',
    Resource: { 'Fn::GetAtt': [name, 'Arn'] },
  }));
  const trust = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'scheduler.amazonaws.com' },
  };
  return {
    Resources: {
      Inbox: queue('inbox'),
      DeadLetters: queue('dead-letters'),
      Caller: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'caller',
          AssumeRolePolicyDocument: { Statement: [trust] },
          Policies: [{ PolicyName: 'calls', PolicyDocument: { Statement } }],
        },
      },
      ...schedules,
    },
  };
}

function schedule(properties: object, target: object = {}) {
  const Target = { Arn: INBOX, RoleArn: ROLE, ...target };
  const FlexibleTimeWindow = { Mode: 'OFF' };
  return {
    Type: 'AWS::Scheduler::Schedule',
    Properties: { Name: 'probe', FlexibleTimeWindow, Target, ...properties },
  };
}

let cloud: TestCloud;
let sqs: SQSClient;

async function start(from: ReturnType<typeof template>): Promise<void> {
  cloud = await startTestCloud(from);
  sqs = new SQSClient(cloud.client);
}

afterEach(async () => {
  sqs.destroy();
  await cloud.stop();
});

const queued = (name: string) => sentMessages(sqs, `${cloud.endpoint}/123456789012/${name}`);

test('calls its target at a rate, with the schedule and the time in its input', async () => {
  const Input = '{"at":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>"}';
  await start(template({ Probe: schedule({ ScheduleExpression: 'rate(1 minute)' }, { Input }) }));
  await cloud.clock.advance(2 * MINUTE_MS);
  const by = 'arn:aws:scheduler:eu-west-1:123456789012:schedule/default/probe';
  expect((await queued('inbox')).map(({ body }) => body)).toEqual([
    { at: '2026-01-05T00:00:05Z', by },
    { at: '2026-01-05T00:01:05Z', by },
  ]);
});

test('without an input the target gets an event', async () => {
  await start(template({ Probe: schedule({ ScheduleExpression: 'rate(1 minute)' }) }));
  await cloud.clock.advance(MINUTE_MS);
  expect(await queued('inbox')).toMatchObject([
    { body: { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}' } },
  ]);
});

test('keeps a cron, in UTC', async () => {
  const ScheduleExpressionTimezone = 'Etc/UTC';
  const ScheduleExpression = 'cron(0 2 * * ? *)';
  await start(template({ Cron: schedule({ ScheduleExpression, ScheduleExpressionTimezone }) }));
  await cloud.clock.advance(3 * 60 * MINUTE_MS);
  expect(await queued('inbox')).toMatchObject([{ body: { time: '2026-01-05T02:00:00Z' } }]);
});

test('keeps a cron on the clocks of its time zone', async () => {
  const ScheduleExpressionTimezone = 'Europe/Vienna';
  const ScheduleExpression = 'cron(0 2 * * ? *)';
  await start(template({ Cron: schedule({ ScheduleExpression, ScheduleExpressionTimezone }) }));
  await cloud.clock.advance(3 * 60 * MINUTE_MS);
  expect(await queued('inbox')).toMatchObject([{ body: { time: '2026-01-05T01:00:00Z' } }]);
});

test('a time zone that there is not is refused by logical id', async () => {
  await start(template());
  const probe = schedule({
    ScheduleExpression: 'cron(0 2 * * ? *)',
    ScheduleExpressionTimezone: 'Mars/Olympus',
  });
  await expect(startTestCloud(template({ Probe: probe }))).rejects.toThrow(
    /test\/Probe.*Mars\/Olympus/,
  );
});

test('a role without the right to call the target is told so, in a dead letter', async () => {
  const DeadLetterConfig = { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } };
  const probe = schedule({ ScheduleExpression: 'rate(1 minute)' }, { DeadLetterConfig });
  await start(template({ Probe: probe }, ['DeadLetters']));
  await cloud.clock.advance(MINUTE_MS);
  const [letter] = await queued('dead-letters');
  expect(letter?.attributes['ERROR_MESSAGE']).toMatch(
    /caller.*not authorized to perform: sqs:SendMessage/i,
  );
});

test('with no retries a passing failure is final', async () => {
  const RetryPolicy = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 };
  await start(
    template({ Probe: schedule({ ScheduleExpression: 'rate(5 minutes)' }, { RetryPolicy }) }),
  );
  cloud.faults.inject({
    service: 'sqs',
    kind: 'throttle',
    untilMs: cloud.clock.now() + 6 * MINUTE_MS,
  });
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(await queued('inbox')).toEqual([]);
  await cloud.clock.advance(MINUTE_MS);
  expect(await queued('inbox')).toHaveLength(1);
});

test('one that is switched off calls nobody', async () => {
  const State = 'DISABLED';
  await start(template({ Probe: schedule({ ScheduleExpression: 'rate(1 minute)', State }) }));
  await cloud.clock.advance(2 * MINUTE_MS);
  expect(await queued('inbox')).toEqual([]);
});

test('a flexible window is refused by logical id', async () => {
  const probe = schedule({
    ScheduleExpression: 'rate(1 minute)',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE' },
  });
  await start(template());
  await expect(startTestCloud(template({ Probe: probe }))).rejects.toThrow(
    /test\/Probe.*FlexibleTimeWindow\.Mode: must be OFF/,
  );
});
