import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AlertTransitions } from '../../lib/alerts/alert-transitions.ts';
import { Alerts } from '../../lib/alerts.ts';
import type { AlertsSettings } from '../../lib/settings/alert-settings.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

const synthesizeAlerts = onceByDefault((settings: AlertsSettings = ROUTES) => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const topics = someTopics(stack);
  new Alerts(stack, 'Alerts', {
    identity,
    topics,
    transitions: new AlertTransitions(stack, 'Transitions', { identity, topics }),
    settings,
    releasesTable: someTable(stack, 'releases'),
    togglesTable: someTable(stack, 'toggles'),
    feedbackTable: someTable(stack, 'feedback'),
  });
  return Template.fromStack(stack);
});

const ROUTES: AlertsSettings = {
  routes: [
    { name: 'hook', webhook: { rotateEvery: '90d' } },
    { name: 'still', webhook: { url: 'https://hooks.example.com/x' } },
    { name: 'pager', pagerDuty: {} },
  ],
};

function someTable(stack: Stack, name: string): ITable {
  return new Table(stack, name, {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
  }) as never;
}

/** The statements of the role of one function, as `action -> resource`. */
function grantsOf(template: Template, role: string): string[] {
  return Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.includes(role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().map((action) => `${action} -> ${JSON.stringify(Resource)}`),
    );
}

test('transitions come from the topics of alarms, and from every event of an alarm of the stage', () => {
  const template = synthesizeAlerts();
  for (const severity of ['page', 'ticket', 'info']) {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: { Ref: Match.stringLikeRegexp(`^${severity}alarms`) },
      Protocol: 'sqs',
      RedrivePolicy: { deadLetterTargetArn: Match.anyValue() },
    });
  }
  template.resourceCountIs('AWS::SNS::Subscription', 3);
  template.hasResourceProperties('AWS::Events::Rule', {
    Name: 'shop-prod-alerts-transitions',
    EventPattern: {
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: { alarmName: [{ prefix: 'shop-prod-' }] },
    },
    Targets: [Match.objectLike({ DeadLetterConfig: { Arn: Match.anyValue() } })],
  });
  template.hasResourceProperties('AWS::Events::Rule', {
    Name: 'shop-prod-alerts-transitions-deleted',
    EventPattern: {
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm Configuration Change'],
      detail: { alarmName: [{ prefix: 'shop-prod-' }], operation: ['delete'] },
    },
    Targets: [Match.objectLike({ DeadLetterConfig: { Arn: Match.anyValue() } })],
  });
});

test.each([
  ['alerts-transitions', 121, 100],
  ['alerts-deliveries', 270, 5],
])(
  '%s is tried for an hour at least, six runs apart, and what fails alone is tried again',
  (name, visibility, batch) => {
    const template = synthesizeAlerts();
    const queues = template.findResources('AWS::SQS::Queue', {
      Properties: { QueueName: `shop-prod-${name}` },
    });
    const [[id, { Properties }] = ['', {} as never]] = Object.entries(queues);
    expect(Properties).toMatchObject({ VisibilityTimeout: visibility, SqsManagedSseEnabled: true });
    expect(Properties.RedrivePolicy.maxReceiveCount * visibility).toBeGreaterThan(3_600);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [id, 'Arn'] },
      BatchSize: batch,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  },
);

test.each([
  ['alerts-transitions-dlq', 'page'],
  ['alerts-transitions-stuck', 'page'],
  ['alerts-deliveries-dlq', 'page'],
  ['alerts-deliveries-stuck', 'page'],
  ['alerts-sweeper-failing', 'page'],
  ['alerts-router-failing', 'page'],
  ['alerts-deliverer-failing', 'page'],
])('%s tells people past the router, and not that all is well in a new stage', (name, severity) => {
  const people = [{ Ref: Match.stringLikeRegexp(`^${severity}[0-9A-F]`) }];
  synthesizeAlerts().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: `shop-prod-${name}`,
    AlarmActions: people,
    OKActions: Match.absent(),
    TreatMissingData: 'notBreaching',
    AlarmDescription: Match.stringLikeRegexp(
      `service: afterprod\nseverity: ${severity}\ntold: directly`,
    ),
  });
});

test('one sweep that failed is a ticket: the next one finds the same', () => {
  synthesizeAlerts().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-alerts-sweeper-dlq',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^ticketalarms') }],
    AlarmDescription: Match.stringLikeRegexp('severity: ticket$'),
  });
});

test('names that objects or other constructs have are names of routes', () => {
  const names = ['constructor', 'Rotator', 'toString'];
  const template = synthesizeAlerts({
    routes: names.map((name) => ({ name, webhook: { rotateEvery: '90d' } })),
  });
  for (const name of names) {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: `shop-prod-alerts-${name}`,
    });
  }
});

test('the sweeper runs each minute', () => {
  synthesizeAlerts().hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'shop-prod-alerts-sweeper',
    ScheduleExpression: 'rate(1 minute)',
  });
});

test('the table outlives the stack, and forgets what is over for long', () => {
  synthesizeAlerts().hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    Properties: {
      TableName: 'shop-prod-alerts',
      TimeToLiveSpecification: { AttributeName: 'expiresAtEpochSeconds', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
  });
});

test.each([
  ['hook', '{"url":""}'],
  ['still', '{"url":""}'],
  ['pager', '{"routingKey":""}'],
])(
  'the secret of %s has an empty address, and a key of 33 bytes in base64',
  (route, SecretStringTemplate) => {
    synthesizeAlerts().hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: `shop-prod-alerts-${route}`,
      GenerateSecretString: {
        SecretStringTemplate,
        GenerateStringKey: 'key',
        PasswordLength: 44,
        ExcludePunctuation: true,
      },
    });
  },
);

test('only the key of a webhook that asks for it is rotated, not at once, by a function that may do that alone', () => {
  const template = synthesizeAlerts();
  template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 1);
  template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
    SecretId: { Ref: Match.stringLikeRegexp('hook') },
    RotationRules: { ScheduleExpression: 'rate(90 days)' },
    RotateImmediatelyOnUpdate: false,
  });
  const grants = grantsOf(template, 'Rotator').filter((grant) => grant.includes('secretsmanager'));
  expect(grants.filter((grant) => !grant.includes('AlertsRoutesOfhook'))).toEqual([
    'secretsmanager:GetRandomPassword -> "*"',
  ]);
});

test('a key that could not be changed is a ticket, for an hour: Secrets Manager tells nobody', () => {
  const template = synthesizeAlerts();
  const functions = template.findResources('AWS::Lambda::Function', {
    Properties: { FunctionName: 'shop-prod-alerts-rotate' },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-alerts-rotate-failing',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^ticketalarms') }],
    AlarmDescription: Match.stringLikeRegexp('service: afterprod\nseverity: ticket$'),
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: Object.keys(functions)[0] } }],
    Statistic: 'Sum',
    Period: 3600,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('without rotation there is no function for it, nor an alarm', () => {
  const template = synthesizeAlerts({ routes: [{ name: 'hook', webhook: {} }] });
  template.resourceCountIs('AWS::Lambda::Function', 3);
  expect(JSON.stringify(template.findResources('AWS::CloudWatch::Alarm'))).not.toContain('rotate');
  template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
});

test('the deliverer reads the secrets of routes and no others, and publishes to people and not to alarms', () => {
  const grants = grantsOf(synthesizeAlerts(), 'Deliverer');
  const secrets = grants.filter((grant) => grant.includes('secretsmanager:GetSecretValue'));
  expect(secrets).toHaveLength(3);
  expect(secrets.join()).not.toContain('*');
  const published = grants.filter((grant) => grant.includes('sns:Publish'));
  expect(published.map((grant) => /"Ref":"([a-z]+)/.exec(grant)?.[1])).toEqual([
    'page',
    'ticket',
    'info',
  ]);
});

test.each([
  ['Router', ['GetMetricData']],
  [
    'Sweeper',
    ['DescribeAlarms', 'DescribeAnomalyDetectors', 'GetMetricData', 'PutAnomalyDetector'],
  ],
  ['Deliverer', []],
])('of actions that take no resource the %s has those that it uses', (role, actions) => {
  const everything = grantsOf(synthesizeAlerts(), role).filter((grant) => grant.endsWith('"*"'));
  expect(everything).toEqual(actions.map((action) => `cloudwatch:${action} -> "*"`));
});
