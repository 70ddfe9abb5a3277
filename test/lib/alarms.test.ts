import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarms, type AlarmsProps } from '../../lib/alarms.ts';
import { onceByDefault } from '../support/once-by-default.ts';

const synthesizeAlarms = onceByDefault((props: Partial<AlarmsProps> = {}) => {
  const stack = new Stack(new App(), 'Test');
  const identity = { project: 'shop', stage: 'prod' };
  new Alarms(stack, 'Alarms', {
    identity,
    probes: [{ name: 'health', everyMinutes: 1 }],
    ...props,
  });
  return Template.fromStack(stack);
});

/** The alarm of one probe, in all its properties. */
function availabilityOf(template: Template, probe: string) {
  const AlarmName = `shop-prod-probe-${probe}-availability`;
  const found = template.findResources('AWS::CloudWatch::Alarm', { Properties: { AlarmName } });
  return Object.values(found)[0]?.Properties;
}

test('pages when a probe fails two of three times, not before the first probe of a new stage', () => {
  synthesizeAlarms().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-probe-health-availability',
    Namespace: 'Afterprod',
    MetricName: 'Up',
    Dimensions: [
      { Name: 'Probe', Value: 'health' },
      { Name: 'Project', Value: 'shop' },
      { Name: 'Stage', Value: 'prod' },
    ],
    Period: 60,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'missing',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('page') }],
  });
});

test('makes a ticket when latency leaves its band upwards three times in a row', () => {
  synthesizeAlarms().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-probe-health-latency',
    ComparisonOperator: 'GreaterThanUpperThreshold',
    EvaluationPeriods: 3,
    Metrics: Match.arrayWith([Match.objectLike({ Expression: 'ANOMALY_DETECTION_BAND(m0, 3)' })]),
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
  });
});

test("a fixed limit stands in for a probe's band until it has learned", () => {
  const probes = [{ name: 'health', everyMinutes: 5, slowMs: 800 }];
  synthesizeAlarms({ probes }).hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-probe-health-latency-stand-in',
    AlarmDescription: Match.stringLikeRegexp('severity: ticket\nband: stand-in$'),
    MetricName: 'Latency',
    Period: 300,
    Threshold: 800,
    EvaluationPeriods: 3,
    TreatMissingData: 'missing',
  });
});

test('without a band nothing stands in for one', () => {
  const template = synthesizeAlarms({ probes: [{ name: 'dns', everyMinutes: 1, hasBand: false }] });
  template.resourceCountIs('AWS::CloudWatch::Alarm', 1);
});

test('one more probe may be watched, for another service', () => {
  const stack = new Stack(new App(), 'Test');
  const identity = { project: 'shop', stage: 'prod' };
  const alarms = new Alarms(stack, 'Alarms', { identity, probes: [{ name: 'health' }] });
  alarms.watch({ name: 'pay', everyMinutes: 1 }, { service: 'checkout', slowMs: 300 });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-probe-pay-availability',
    AlarmDescription: Match.stringLikeRegexp('service: checkout\nseverity: page'),
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-probe-pay-latency-stand-in',
    Threshold: 300,
  });
});

test('looks at as long a time as lies between two probes', () => {
  const template = synthesizeAlarms({ probes: [{ name: 'health', everyMinutes: 5 }] });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'Up', Period: 300 });
});

test.each([
  ['each hour', { name: 'health', everyMinutes: 60 }],
  ['by a cron', { name: 'health' }],
])('the latest result of a probe that runs %s counts until the next', (_, probe) => {
  expect(availabilityOf(synthesizeAlarms({ probes: [probe] }), 'health')).toMatchObject({
    Period: 300,
    EvaluationPeriods: 1,
    TreatMissingData: 'ignore',
  });
});

test('probed from several regions, it pages when most of them find the service down', () => {
  const template = synthesizeAlarms({ furtherRegions: ['eu-west-1', 'us-west-2'] });
  const alarm = availabilityOf(template, 'health');
  expect(alarm).toMatchObject({
    Threshold: 2,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'missing',
  });
  const [math, ...metrics] = alarm?.Metrics ?? [];
  expect(math).toMatchObject({ Expression: '(m0 < 1) + (m1 < 1) + (m2 < 1)' });
  const regionsOf = ({ MetricStat }: { MetricStat: { Metric: { Dimensions: object[] } } }) =>
    MetricStat.Metric.Dimensions.filter((dimension) => 'Region' === Reflect.get(dimension, 'Name'));
  expect(metrics.map(regionsOf)).toEqual([
    [],
    [{ Name: 'Region', Value: 'eu-west-1' }],
    [{ Name: 'Region', Value: 'us-west-2' }],
  ]);
});

test('a quorum says in how many regions it must be down', () => {
  const regions = { furtherRegions: ['eu-west-1', 'us-west-2'], quorum: 3 };
  expect(availabilityOf(synthesizeAlarms(regions), 'health')).toMatchObject({ Threshold: 3 });
});

test('encrypts the topics by a key that CloudWatch and EventBridge may use', () => {
  const template = synthesizeAlarms();
  template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  template.hasResourceProperties('AWS::KMS::Key', {
    EnableKeyRotation: true,
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
        }),
      ]),
    },
  });
});

test('lets alarms of the same account publish, and nobody without TLS', () => {
  synthesizeAlarms().allResourcesProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Effect: 'Deny' }),
        Match.objectLike({
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ],
    },
  });
});

test('subscribes people and hooks; what does not reach them is kept', () => {
  const template = synthesizeAlarms({
    severities: { page: { email: ['oncall@example.com'], https: ['https://hook.example.com/'] } },
  });
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'oncall@example.com',
    RedrivePolicy: { deadLetterTargetArn: Match.anyValue() },
  });
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'https',
    RedrivePolicy: { deadLetterTargetArn: Match.anyValue() },
  });
  template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'shop-prod-alarms-dlq' });
});

test('keeps what does not reach anybody in one encrypted queue', () => {
  const email = ['one@example.com', 'two@example.com'];
  const severities = { page: { email }, ticket: { email, https: ['https://hook.example.com/'] } };
  const template = synthesizeAlarms({ severities });
  const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
  const [[id, queue] = []] = queues;
  expect(queues).toHaveLength(1);
  expect(queue?.Properties.SqsManagedSseEnabled).toBe(true);
  template.allResourcesProperties('AWS::SNS::Subscription', {
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [id, 'Arn'] } },
  });
});

test('a queue of failed deliveries does not fill itself: its end is not announced', () => {
  const email = ['team@example.com'];
  synthesizeAlarms({ severities: { ticket: { email } } }).hasResourceProperties(
    'AWS::CloudWatch::Alarm',
    {
      AlarmName: 'shop-prod-alarms-dlq',
      AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
      OKActions: Match.absent(),
    },
  );
});

test('has no queue where there is no subscriber', () => {
  synthesizeAlarms().resourceCountIs('AWS::SQS::Queue', 0);
});

test('refuses to watch nothing', () => {
  expect(() => synthesizeAlarms({ probes: [] })).toThrow('name at least one probe');
});
