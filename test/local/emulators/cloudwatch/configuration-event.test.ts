import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { parseMessage } from '../../../../functions/alerts/parse/parse-message.ts';
import { cloudwatch } from '../../../../local/emulators/cloudwatch.ts';
import { events } from '../../../../local/emulators/events.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { sqs } from '../../../../local/emulators/sqs.ts';
import { stacksOf, startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { latencyAlarm } from '../../../support/latency-metric.ts';
import { sentMessages } from '../../../support/sent-messages.ts';

const statement = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: '*',
};
const ground = {
  Told: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'told' } },
  Grant: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: { Queues: [{ Ref: 'Told' }], PolicyDocument: { Statement: [statement] } },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { 'detail-type': ['CloudWatch Alarm Configuration Change'] },
      Targets: [{ Id: 'told', Arn: { 'Fn::GetAtt': ['Told', 'Arn'] } }],
    },
  },
};
const alarm = (different: object = {}) => ({
  Slow: { ...latencyAlarm(different), DependsOn: 'Rule' },
});
const composite = {
  Any: {
    Type: 'AWS::CloudWatch::CompositeAlarm',
    DependsOn: ['Slow', 'Rule'],
    Properties: { AlarmName: 'any', AlarmRule: 'ALARM(slow)', AlarmDescription: 'Any.' },
  },
};

let dataDir: string;
let cloud: TestCloud;
let client: SQSClient;

async function start(alarms: object): Promise<void> {
  const template = { Resources: { ...ground, ...alarms } } as Parameters<typeof startTestCloud>[0];
  cloud = await startTestCloud(template, { dataDir, emulators: [cloudwatch, events, iam, sqs] });
  client = new SQSClient(cloud.client);
}
async function stop(): Promise<void> {
  client.destroy();
  await cloud.stop();
}
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'configurations-'));
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function update(alarms: object): Promise<void> {
  const template = { Resources: { ...ground, ...alarms } } as Parameters<typeof stacksOf>[0];
  await cloud.update(stacksOf(template));
}

/** The events that came since this was asked last. */
async function told() {
  await cloud.clock.idle();
  const messages = await sentMessages(client, `${cloud.endpoint}/123456789012/told`);
  return messages.map(({ body }) => Object(body));
}
const operations = async () =>
  (await told()).map(({ detail }) => `${detail.operation} ${detail.alarmName}`).sort();

test('alarms that are made are told, those that a restart makes again are not', async () => {
  await start({ ...alarm(), ...composite });
  expect(await operations()).toEqual(['create any', 'create slow']);
  await stop();
  await start({ ...alarm(), ...composite });
  expect(await operations()).toEqual([]);
});

test('a change tells the alarm as it is, and as it was', async () => {
  await start(alarm());
  await told();
  await update(alarm({ Threshold: 70 }));
  const [event, ...more] = await told();
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    'detail-type': 'CloudWatch Alarm Configuration Change',
    source: 'aws.cloudwatch',
    resources: ['arn:aws:cloudwatch:eu-west-1:123456789012:alarm:slow'],
    detail: {
      alarmName: 'slow',
      operation: 'update',
      state: { value: 'INSUFFICIENT_DATA' },
      configuration: { threshold: 70, comparisonOperator: 'GreaterThanThreshold' },
      previousConfiguration: { threshold: 50 },
    },
  });
  await update(alarm({ Threshold: 70 }));
  expect(await told()).toEqual([]);
});

test('an alarm of another name is another alarm; of the old one the router reads the end', async () => {
  await start(alarm());
  await told();
  await update(alarm({ AlarmName: 'late' }));
  const both = await told();
  const deleted = both.find(({ detail }) => detail.operation === 'delete');
  expect(both).toHaveLength(2);
  expect(parseMessage(JSON.stringify(deleted))).toMatchObject({
    alarmName: 'slow',
    alarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:slow',
    state: 'OK',
    reason: 'The alarm was deleted.',
  });
});

test('a composite tells its rule, and the keys that CloudWatch has', async () => {
  await start({ ...alarm(), ...composite });
  const event = (await told()).find(({ detail }) => detail.alarmName === 'any');
  expect(event.detail.configuration).toEqual({
    alarmRule: 'ALARM(slow)',
    alarmName: 'any',
    description: 'Any.',
    actionsEnabled: true,
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/),
    okActions: [],
    alarmActions: [],
    insufficientDataActions: [],
  });
});
