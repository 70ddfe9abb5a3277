import fc from 'fast-check';
import { describeAlarm } from '../../../../functions/alerts/alarm-facts.ts';
import { BadMessage } from '../../../../functions/alerts/parse/bad-message.ts';
import { parseMessage } from '../../../../functions/alerts/parse/parse-message.ts';

const NAME = 'shop-prod-probe-home-availability';
const ARN = `arn:aws:cloudwatch:us-east-2:123456789012:alarm:${NAME}`;
const DESCRIPTION = describeAlarm('Whether it can be reached.', {
  service: 'storefront',
  severity: 'page',
  owner: 'shop',
  runbook: 'https://wiki.example/home',
});
const REASON =
  'Threshold Crossed: 2 out of the last 3 datapoints [0.5 (23/11/26 08:58:00), 0.0 (23/11/26 08:57:00)] were less than the threshold (1.0) (minimum 2 datapoints for OK -> ALARM transition).';

const trigger = {
  MetricName: 'Up',
  Namespace: 'Afterprod',
  StatisticType: 'Statistic',
  Statistic: 'AVERAGE',
  Unit: null,
  Dimensions: [{ value: 'home', name: 'Probe' }],
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 1,
};

const toTopic = {
  AlarmName: NAME,
  AlarmDescription: DESCRIPTION,
  AWSAccountId: '123456789012',
  NewStateValue: 'ALARM',
  NewStateReason: REASON,
  StateChangeTime: '2026-11-23T09:00:04.677+0000',
  Region: 'US East (Ohio)',
  AlarmArn: ARN,
  OldStateValue: 'OK',
  Trigger: trigger,
};

function notification(message: object, topic = 'shop-prod-page-alarms'): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: 'm1',
    TopicArn: `arn:aws:sns:us-east-2:123456789012:${topic}`,
    Subject: `ALARM: "${NAME}" in US East (Ohio)`,
    Message: JSON.stringify(message),
  });
}

const metricStat = {
  metric: { namespace: 'Afterprod', name: 'Latency', dimensions: { Probe: 'home' } },
  period: 60,
  stat: 'p50',
};

const detail = {
  alarmName: NAME,
  state: {
    value: 'ALARM',
    reason: REASON,
    reasonData: '{"version":"1.0","recentDatapoints":[0.0,0.5],"threshold":1.0}',
    timestamp: '2026-11-23T09:00:04.677+0000',
  },
  previousState: { value: 'OK', timestamp: '2026-11-23T08:00:00.000+0000' },
  configuration: {
    description: DESCRIPTION,
    metrics: [{ id: 'm1', metricStat, returnData: true }],
  },
};

function event(differences: object = {}): string {
  return JSON.stringify({
    version: '0',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    resources: [ARN],
    detail: { ...detail, ...differences },
  });
}

const told = {
  alarmName: NAME,
  alarmArn: ARN,
  state: 'ALARM',
  at: '2026-11-23T09:00:04.677Z',
  reason: REASON,
  sentence: 'Whether it can be reached.',
  facts: {
    service: 'storefront',
    severity: 'page',
    owner: 'shop',
    runbook: 'https://wiki.example/home',
  },
  isMuted: false,
  measured: { value: 0.5, lower: 1 },
  beganAt: '2026-11-23T08:57:00.000Z',
};

test.each([
  ['in its envelope', notification(toTopic)],
  ['raw', JSON.stringify(toTopic)],
])('reads what CloudWatch tells a topic, %s', (_, body) => {
  expect(parseMessage(body)).toEqual({
    ...told,
    source: 'sns',
    metric: {
      namespace: 'Afterprod',
      name: 'Up',
      dimensions: { Probe: 'home' },
      statistic: 'Average',
      periodSeconds: 60,
    },
  });
});

test("reads EventBridge's event to the same", () => {
  expect(parseMessage(event())).toEqual({
    ...told,
    source: 'events',
    metric: {
      namespace: 'Afterprod',
      name: 'Latency',
      dimensions: { Probe: 'home' },
      statistic: 'p50',
      periodSeconds: 60,
    },
  });
});

test('a band has both edges in the event, and those that were crossed in the words', () => {
  const reason =
    'Thresholds Crossed: 3 datapoints [250.0 (23/11/26 08:58:00), 240.0 (23/11/26 08:57:00)] were greater than the upper thresholds [120.5, 119.0].';
  const reasonData =
    '{"recentDatapoints":[240.0,250.0],"recentLowerThresholds":[80.0,81.5],"recentUpperThresholds":[119.0,120.5]}';
  const band = { ...detail.state, reason, reasonData };
  expect(parseMessage(event({ state: band })).measured).toEqual({
    value: 250,
    lower: 81.5,
    upper: 120.5,
  });
  const { measured, metric } = parseMessage(
    notification({
      ...toTopic,
      NewStateReason: reason,
      Trigger: {
        Period: 60,
        ThresholdMetricId: 'ad1',
        Metrics: [
          { Expression: 'ANOMALY_DETECTION_BAND(m1, 3)', Id: 'ad1', ReturnData: true },
          {
            Id: 'm1',
            MetricStat: {
              Metric: {
                Dimensions: [{ value: 'home', name: 'Probe' }],
                MetricName: 'Latency',
                Namespace: 'Afterprod',
              },
              Period: 60,
              Stat: 'p50',
            },
            ReturnData: true,
          },
        ],
      },
    }),
  );
  expect(measured).toMatchObject({ value: 250, upper: 119 });
  expect(metric).toMatchObject({ name: 'Latency', statistic: 'p50' });
});

test('math of several metrics watches none of them, and is made of all; a composite is of none', () => {
  const metrics = ['a', 'b'].map((id) => ({ id, metricStat, returnData: false }));
  const math = { ...detail.configuration, metrics: [...metrics, { id: 'e', expression: 'a/b' }] };
  const ofMath = parseMessage(event({ configuration: math }));
  expect(ofMath.metric).toBeUndefined();
  expect(ofMath.madeOf?.map(({ name }) => name)).toEqual(['Latency', 'Latency']);
  const state = {
    ...detail.state,
    reason: `${ARN} transitioned to ALARM at Monday`,
    reasonData: '{}',
  };
  const composite = { description: DESCRIPTION, alarmRule: `ALARM("${NAME}")` };
  const ofComposite = parseMessage(event({ state, configuration: composite }));
  for (const key of ['metric', 'madeOf', 'measured', 'beganAt']) {
    expect(ofComposite).not.toHaveProperty(key);
  }
  const { Trigger: _, ...message } = toTopic;
  expect(parseMessage(notification({ ...message, AlarmRule: 'x' })).metric).toBeUndefined();
});

test.each([
  ['a mute rule', { muteDetail: { mutedByArn: 'arn', muteWindowStart: 'x' } }, true],
  ['a suppressor', { state: { ...detail.state, actionsSuppressedBy: 'WaitPeriod' } }, true],
  ['nothing', { state: { ...detail.state, actionsSuppressedBy: '' } }, false],
  ['no facts', { configuration: { description: 'made by hand' } }, true],
])('an event is muted by %s', (_, differences, isMuted) => {
  expect(parseMessage(event(differences)).isMuted).toBe(isMuted);
});

test.each([
  ['shop-prod-page-alarms', 'page'],
  ['shop-prod-info-alarms', 'info'],
  ['somewhere-else', 'ticket'],
])('an alarm without facts that tells %s is a %s of an unknown service', (topic, severity) => {
  const { facts, sentence, isMuted } = parseMessage(
    notification({ ...toTopic, AlarmDescription: null }, topic),
  );
  expect(facts).toEqual({ service: 'unknown', severity });
  expect([sentence, isMuted]).toEqual(['', false]);
});

test('a service that is no name is unknown; that of a test is known', () => {
  const of = (service: string) => {
    const AlarmDescription = describeAlarm('x', { service, severity: 'info' });
    return parseMessage(notification({ ...toTopic, AlarmDescription })).facts.service;
  };
  expect([of('Shop & Co'), of('x'.repeat(99)), of('test:hook')]).toEqual([
    'unknown',
    'unknown',
    'test:hook',
  ]);
});

test.each([
  ['no JSON', '{"Type":'],
  ['no object', '[1]'],
  ['empty', ''],
  ['a notification without message', JSON.stringify({ Type: 'Notification' })],
  ['a notification of something else', JSON.stringify({ Type: 'Notification', Message: 'hello' })],
  ['cut off', notification(toTopic).slice(0, -40)],
  ['an event without state', event({ state: undefined })],
  ['an event without name', event({ alarmName: '' })],
  ['a name that is too long', event({ alarmName: 'x'.repeat(256) })],
  ['an unknown state', JSON.stringify({ ...toTopic, NewStateValue: 'PANIC' })],
  ['no time', JSON.stringify({ ...toTopic, StateChangeTime: 'yesterday' })],
  ['an impossible time', JSON.stringify({ ...toTopic, StateChangeTime: '2026-13-45T09:00:00Z' })],
  ['an event of others', JSON.stringify({ source: 'aws.ec2', detail })],
])('refuses what is %s, without repeating it', (_, body) => {
  expect(() => parseMessage(body)).toThrow(BadMessage);
  expect(() => parseMessage(body)).toThrow(/^Not a change of an alarm's state: /);
});

test('whatever the message, it is read or refused', () => {
  const values = fc.jsonValue({ maxDepth: 3 });
  const keys = fc.constantFrom(...Object.keys(toTopic), 'Trigger', '__proto__');
  fc.assert(
    fc.property(keys, values, fc.boolean(), (key, value, isEvent) => {
      const hostile = Object.fromEntries([...Object.entries(toTopic), [key, value]]);
      const body = isEvent
        ? event({ state: value, configuration: value })
        : JSON.stringify(hostile);
      try {
        expect(parseMessage(body).alarmName).toEqual(expect.any(String));
      } catch (error) {
        expect(error).toBeInstanceOf(BadMessage);
      }
    }),
    { numRuns: 200 },
  );
});
