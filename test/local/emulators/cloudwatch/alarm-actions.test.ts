import { EventBridgeSchema } from '@aws-lambda-powertools/parser/schemas';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';
import { latencyAlarm, MINUTE_MS } from '../../../support/latency-metric.ts';
import { sentMessages } from '../../../support/sent-messages.ts';

const PAGE = 'arn:aws:sns:eu-west-1:123456789012:page';
const allowed = (service: string, action: string) => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: action,
  Resource: '*',
});
const queue = (name: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } });

/** A topic and a rule, each with a queue behind it. */
const ground = {
  Page: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'page' } },
  Paged: queue('paged'),
  Told: queue('told'),
  Grant: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Paged' }, { Ref: 'Told' }],
      PolicyDocument: {
        Statement: [
          allowed('sns.amazonaws.com', 'sqs:SendMessage'),
          allowed('events.amazonaws.com', 'sqs:SendMessage'),
        ],
      },
    },
  },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Page' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['Paged', 'Arn'] },
    },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: {
        'detail-type': ['CloudWatch Alarm State Change'],
        detail: { state: { value: ['ALARM'] } },
      },
      Targets: [{ Id: 'told', Arn: { 'Fn::GetAtt': ['Told', 'Arn'] } }],
    },
  },
};

const actions = { AlarmActions: [PAGE], OKActions: [PAGE] };
const composite = {
  Type: 'AWS::CloudWatch::CompositeAlarm',
  DependsOn: ['Slow', 'Deploying', 'Page'],
  Properties: {
    AlarmName: 'any',
    AlarmRule: 'ALARM(slow)',
    ...actions,
    ActionsSuppressor: 'deploying',
    ActionsSuppressorWaitPeriod: 120,
    ActionsSuppressorExtensionPeriod: 180,
  },
};

let cloud: TestCloud;
let client: CloudWatchClient;
let sqs: SQSClient;

async function start(alarms: Record<string, object>): Promise<void> {
  cloud = await startTestCloud({ Resources: { ...ground, ...alarms } } as Parameters<
    typeof startTestCloud
  >[0]);
  client = new CloudWatchClient(cloud.client);
  sqs = new SQSClient(cloud.client);
}

afterEach(async () => {
  client.destroy();
  sqs.destroy();
  await cloud.stop();
});

async function set(AlarmName: string, StateValue: 'OK' | 'ALARM'): Promise<void> {
  await client.send(
    new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'a rehearsal' }),
  );
  await cloud.clock.idle();
}

/** The bodies that reached a queue since it was asked last. */
async function arrived(name: string) {
  const messages = await sentMessages(sqs, `${cloud.endpoint}/123456789012/${name}`);
  return messages.map(({ body }) => Object(body));
}

const subjects = async () => (await arrived('paged')).map(({ Subject }) => Subject);

// Evaluation would undo what is set by hand: these alarms keep their state without data.
const kept = { TreatMissingData: 'ignore' };

test('a topic gets the message, with its subject, at each change', async () => {
  await start({ Slow: { ...latencyAlarm({ ...actions, ...kept }), DependsOn: 'Page' } });
  await set('slow', 'ALARM');
  await set('slow', 'ALARM');
  const [envelope, ...more] = await arrived('paged');
  expect(more).toEqual([]);
  expect(envelope.Subject).toBe('ALARM: "slow" in EU (Ireland)');
  expect(JSON.parse(envelope.Message)).toMatchObject({
    AlarmName: 'slow',
    NewStateValue: 'ALARM',
    NewStateReason: 'a rehearsal',
    Trigger: { MetricName: 'Latency' },
  });
  await set('slow', 'OK');
  expect(await subjects()).toEqual(['OK: "slow" in EU (Ireland)']);
});

test('rules get the change as an event', async () => {
  await start({ Slow: latencyAlarm(kept) });
  await set('slow', 'ALARM');
  await set('slow', 'OK');
  const [event, ...more] = await arrived('told');
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    resources: ['arn:aws:cloudwatch:eu-west-1:123456789012:alarm:slow'],
    detail: {
      alarmName: 'slow',
      state: { value: 'ALARM' },
      previousState: { value: 'INSUFFICIENT_DATA' },
    },
  });
  expect(EventBridgeSchema.safeParse(event).success).toBe(true);
});

test('disabled actions do not run, events go on', async () => {
  const silent = latencyAlarm({ ...actions, ...kept, ActionsEnabled: false });
  await start({ Slow: { ...silent, DependsOn: 'Page' } });
  await set('slow', 'ALARM');
  expect(await arrived('paged')).toEqual([]);
  expect(await arrived('told')).toHaveLength(1);
});

test('an action that fails is in the history, and told at once', async () => {
  await start({ Slow: latencyAlarm({ AlarmActions: [`${PAGE}r`], ...kept }) });
  await set('slow', 'ALARM');
  const { AlarmHistoryItems } = await client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: 'slow', HistoryItemType: 'Action' }),
  );
  expect(AlarmHistoryItems?.[0]?.HistorySummary).toContain(`Failed to execute action ${PAGE}r`);
  const notices = cloud.heard.flatMap((event) => (event.kind === 'notice' ? [event.message] : []));
  expect(notices.join()).toContain('of slow failed');
});

describe('a composite alarm with a suppressor', () => {
  const withSuppressor = () =>
    start({
      Slow: latencyAlarm(kept),
      Deploying: latencyAlarm({ AlarmName: 'deploying', ...kept }),
      Any: composite,
    });

  test('acts after the wait, on the state as it is then', async () => {
    await withSuppressor();
    await set('slow', 'ALARM');
    await cloud.clock.advance(119_000);
    expect(await subjects()).toEqual([]);
    await cloud.clock.advance(1_000);
    expect(await subjects()).toEqual(['ALARM: "any" in EU (Ireland)']);
  });

  test('is silent while the suppressor is in ALARM, and after it for the extension', async () => {
    await withSuppressor();
    await set('deploying', 'ALARM');
    await set('slow', 'ALARM');
    await cloud.clock.advance(10 * MINUTE_MS);
    const { CompositeAlarms } = await client.send(
      new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'] }),
    );
    expect(CompositeAlarms).toMatchObject([{ StateValue: 'ALARM', ActionsSuppressedBy: 'Alarm' }]);
    await set('deploying', 'OK');
    await cloud.clock.advance(179_000);
    expect(await subjects()).toEqual([]);
    await cloud.clock.advance(1_000);
    expect(await subjects()).toEqual(['ALARM: "any" in EU (Ireland)']);
  });

  test('tells the children that brought it about', async () => {
    await withSuppressor();
    await set('slow', 'ALARM');
    await cloud.clock.advance(2 * MINUTE_MS);
    const [envelope] = await arrived('paged');
    expect(JSON.parse(envelope.Message)).toMatchObject({
      OldStateValue: 'OK',
      NewStateReason: expect.stringMatching(
        /alarm:slow transitioned to ALARM at Monday 05 January, 2026/,
      ),
      TriggeringChildren: [{ Arn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:slow' }],
    });
  });
});
