import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  CloudWatchClient,
  DeleteAlarmMuteRuleCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
  PutAlarmMuteRuleCommand,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import { cloudwatch } from '../../../../local/emulators/cloudwatch.ts';
import { events } from '../../../../local/emulators/events.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { sns } from '../../../../local/emulators/sns.ts';
import { sqs } from '../../../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { latencyAlarm, MINUTE_MS } from '../../../support/latency-metric.ts';

const PAGE = 'arn:aws:sns:eu-west-1:123456789012:page';
const QUIET = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm-mute-rule:quiet';
const ALARMS = ['slow', 'down'];

const allowed = {
  Effect: 'Allow',
  Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] },
  Action: 'sqs:SendMessage',
  Resource: '*',
};
const alarm = (AlarmName: string) => {
  const actions = { AlarmActions: [PAGE], OKActions: [PAGE] };
  const made = latencyAlarm({ AlarmName, ...actions, TreatMissingData: 'ignore' });
  return { ...made, DependsOn: ['Page'] };
};
const RESOURCES = {
  Page: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'page' } },
  Paged: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'paged' } },
  Grant: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: { Queues: [{ Ref: 'Paged' }], PolicyDocument: { Statement: [allowed] } },
  },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Page' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['Paged', 'Arn'] },
      RawMessageDelivery: true,
    },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { 'detail-type': ['CloudWatch Alarm State Change'] },
      Targets: [{ Id: 'paged', Arn: { 'Fn::GetAtt': ['Paged', 'Arn'] } }],
    },
  },
  Slow: alarm('slow'),
  Down: alarm('down'),
};

let cloud: TestCloud;
let client: CloudWatchClient;
let dataDir: string;

async function start(): Promise<void> {
  const emulators = [cloudwatch, events, iam, sns, sqs];
  cloud = await startTestCloud({ Resources: RESOURCES }, { dataDir, emulators });
  client = new CloudWatchClient(cloud.client);
}
async function stop(): Promise<void> {
  client.destroy();
  await cloud.stop();
}
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'mutes-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const shown = (ms: number) => new Date(ms).toISOString().slice(0, 16);

/** Mutes from now on. */
function mute(Duration: string, more: { Name?: string; AlarmNames?: string[] } = {}) {
  const { Name = 'quiet', AlarmNames = ALARMS } = more;
  const Schedule = { Expression: `at(${shown(cloud.clock.now())})`, Duration };
  const input = { Name, Rule: { Schedule }, MuteTargets: { AlarmNames } };
  return client.send(new PutAlarmMuteRuleCommand(input));
}

async function set(AlarmName: string, value: StateValue): Promise<void> {
  await client.send(
    new SetAlarmStateCommand({ AlarmName, StateValue: value, StateReason: 'a rehearsal' }),
  );
  await cloud.clock.idle();
}

/** What came since this was asked last: of SNS `ALARM slow`, of EventBridge `event ALARM slow`, muted ones with `(muted)`. */
async function told(): Promise<string[]> {
  await cloud.clock.idle();
  const QueueUrl = `${cloud.endpoint}/123456789012/paged`;
  const lines: string[] = [];
  for (;;) {
    const input = { QueueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await cloud.cloud.call('sqs', 'ReceiveMessage', input, {
      kind: 'root',
    });
    if (Messages.length === 0) return lines.sort();
    for (const { Body, ReceiptHandle } of Messages) {
      lines.push(line(JSON.parse(Body)));
      const gone = { QueueUrl, ReceiptHandle };
      await cloud.cloud.call('sqs', 'DeleteMessage', gone, { kind: 'root' });
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: messages of both shapes
function line({ detail, NewStateValue, AlarmName }: any): string {
  if (!detail) return `${NewStateValue} ${AlarmName}`;
  const muted = detail.muteDetail ? ' (muted)' : '';
  return `event ${detail.state.value} ${detail.alarmName}${muted}`;
}

test('while a rule mutes, events say so and actions wait; at its end those of the state as it is run', async () => {
  await mute('PT10M');
  await set('slow', 'ALARM');
  expect(await told()).toEqual(['event ALARM slow (muted)']);
  await cloud.clock.advance(9 * MINUTE_MS);
  expect(await told()).toEqual([]);
  await cloud.clock.advance(MINUTE_MS);
  expect(await told()).toEqual(['ALARM slow']);
  await cloud.clock.advance(20 * MINUTE_MS);
  expect(await told()).toEqual([]);
});

test('the message of the end has the time of the change', async () => {
  await mute('PT1M');
  await set('slow', 'ALARM');
  const at = cloud.clock.now();
  await cloud.clock.advance(2 * MINUTE_MS);
  const QueueUrl = `${cloud.endpoint}/123456789012/paged`;
  const input = { QueueUrl, MaxNumberOfMessages: 10 };
  const { Messages } = await cloud.cloud.call('sqs', 'ReceiveMessage', input, { kind: 'root' });
  const [event, message] = Messages.map(({ Body }: { Body: string }) => JSON.parse(Body));
  expect(event.detail.muteDetail).toEqual({
    mutedByArn: QUIET,
    muteWindowStart: `${shown(at)}:00.000+0000`,
    muteWindowEnd: `${shown(at + MINUTE_MS)}:00.000+0000`,
  });
  expect(message.StateChangeTime).toBe(event.detail.state.timestamp);
  expect([message.OldStateValue, message.NewStateValue]).toEqual(['INSUFFICIENT_DATA', 'ALARM']);
});

test('an alarm that is over before the end of its mute is never told as one', async () => {
  await mute('PT10M');
  await set('slow', 'ALARM');
  await set('slow', 'OK');
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(await told()).toEqual(['OK slow', 'event ALARM slow (muted)', 'event OK slow (muted)']);
});

test('of overlapping rules the last to end counts', async () => {
  await mute('PT5M');
  await mute('PT15M', { Name: 'longer', AlarmNames: ['slow'] });
  await set('slow', 'ALARM');
  await set('down', 'ALARM');
  await told();
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(await told()).toEqual(['ALARM down']);
  await cloud.clock.advance(5 * MINUTE_MS);
  expect(await told()).toEqual(['ALARM slow']);
});

test('a rule that is deleted or cut short mutes no more', async () => {
  await mute('PT10M');
  await set('slow', 'ALARM');
  await told();
  await client.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: 'quiet' }));
  expect(await told()).toEqual(['ALARM slow']);
  await mute('PT10M');
  await set('down', 'ALARM');
  await told();
  await mute('PT10M', { AlarmNames: ['slow'] });
  expect(await told()).toEqual(['ALARM down']);
});

test('rules and what they hold back survive a restart', async () => {
  await mute('PT10M');
  await set('slow', 'ALARM');
  await told();
  await cloud.clock.idle();
  await stop();
  await start();
  await set('down', 'ALARM');
  expect(await told()).toEqual(['event ALARM down (muted)']);
  await client.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: 'quiet' }));
  expect(await told()).toEqual(['ALARM down', 'ALARM slow']);
});

test('rules are listed by alarm and by status, and shown as they were put', async () => {
  await mute('PT10M', { AlarmNames: ['slow'] });
  const list = async (input: object) => {
    const { AlarmMuteRuleSummaries = [] } = await client.send(new ListAlarmMuteRulesCommand(input));
    return AlarmMuteRuleSummaries.map(({ AlarmMuteRuleArn, Status }) => [AlarmMuteRuleArn, Status]);
  };
  expect(await list({ AlarmName: 'slow' })).toEqual([[QUIET, 'ACTIVE']]);
  expect(await list({ AlarmName: 'down' })).toEqual([]);
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(await list({ Statuses: ['ACTIVE'] })).toEqual([]);
  const rule = await client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'quiet' }));
  expect(rule).toMatchObject({
    Name: 'quiet',
    Status: 'EXPIRED',
    MuteType: 'ONE_TIME',
    Rule: { Schedule: { Duration: 'PT10M' } },
    MuteTargets: { AlarmNames: ['slow'] },
  });
});

test('alarms that there are not cannot be muted, and the rule stays as it was', async () => {
  await mute('PT10M');
  await expect(mute('PT1H', { AlarmNames: ['slow', 'gone'] })).rejects.toThrow(
    'there are no alarms to mute of these names: gone',
  );
  const rule = await client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'quiet' }));
  expect(rule.Rule?.Schedule?.Duration).toBe('PT10M');
  await expect(
    client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'loud' })),
  ).rejects.toThrow('Unknown alarm mute rule loud');
});
