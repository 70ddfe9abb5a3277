import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { probesOfSettings } from '../../lib/probes/targets-of-settings.ts';
import { Probes, type ProbesProps } from '../../lib/probes.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';

const REGION = { region: 'eu-central-1' };

const synthesizeProbes = onceByDefault((props: Partial<ProbesProps> = {}) => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Test', { env: REGION });
  const settings = { probes: [{ name: 'page', path: '/' }] } as const;
  new Probes(stack, 'Probes', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    releasesTable: Table.fromTableName(stack, 'Releases', 'shop-prod-releases'),
    probes: probesOfSettings(settings, REGION, 'https://shop.example.com/'),
    ...props,
  });
  return Template.fromStack(stack);
});

/** The logical id of the one alarm of this name. */
function idOf(template: Template, type: string, properties: object): string {
  const [id = ''] = Object.keys(template.findResources(type, { Properties: properties }));
  return id;
}

test('what the probers remember outlives the stack, and goes when it is old', () => {
  synthesizeProbes().hasResource('AWS::DynamoDB::Table', {
    Properties: {
      TableName: 'shop-prod-probes',
      TimeToLiveSpecification: { AttributeName: 'expiresAtEpochSeconds', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
    DeletionPolicy: 'Retain',
  });
});

test('the prober is at home where the stage is', () => {
  const template = synthesizeProbes();
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-probes',
    Environment: {
      Variables: Match.objectLike({
        HOME_REGION: 'eu-central-1',
        TABLE_NAME: { Ref: idOf(template, 'AWS::DynamoDB::Table', {}) },
        RELEASES_TABLE_NAME: 'shop-prod-releases',
      }),
    },
  });
});

test('before the first schedule silence is no fault', () => {
  const template = synthesizeProbes();
  const schedule = idOf(template, 'AWS::Scheduler::Schedule', {
    Name: 'shop-prod-probes-rate-1m',
  });
  template.hasResource('AWS::CloudWatch::Alarm', {
    Properties: { AlarmName: 'shop-prod-probes-missing-runs' },
    DependsOn: Match.arrayWith([schedule]),
  });
});

test('each hour results become figures, of the hours that are over then', () => {
  const template = synthesizeProbes();
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'shop-prod-probes-daily',
    ScheduleExpression: 'cron(5 * * * ? *)',
    Target: Match.objectLike({
      Input: '{"scheduledAt":"<aws.scheduler.scheduled-time>"}',
      RetryPolicy: { MaximumEventAgeInSeconds: 1800, MaximumRetryAttempts: 3 },
    }),
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyName: Match.stringLikeRegexp('DailyFunctionRole'),
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: ['dynamodb:Query', 'dynamodb:UpdateItem'],
          Resource: { 'Fn::GetAtt': [idOf(template, 'AWS::DynamoDB::Table', {}), 'Arn'] },
        }),
      ]),
    },
  });
});

test('jobs have an API to call where one of them is to beat, and nowhere else', () => {
  const heartbeat = { name: 'backup', heartbeat: { period: '24h' } } as const;
  const probes = probesOfSettings({ probes: [heartbeat] }, REGION, 'https://shop.example.com/');
  const template = synthesizeProbes({ probes });
  template.hasResourceProperties('AWS::ApiGateway::RestApi', {
    Name: 'shop-prod-probes-heartbeats',
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-probes',
    Environment: {
      Variables: Match.objectLike({
        PROBE_VALUES: {
          'Fn::Join': [
            '',
            Match.arrayWith([
              { Ref: idOf(template, 'AWS::ApiGateway::RestApi', {}) },
              { Ref: idOf(template, 'AWS::SecretsManager::Secret', {}) },
            ]),
          ],
        },
      }),
    },
  });
  synthesizeProbes().resourceCountIs('AWS::ApiGateway::RestApi', 0);
});
