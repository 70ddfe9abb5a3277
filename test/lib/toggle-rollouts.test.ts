import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import {
  StaleTogglesReport,
  type StaleTogglesReportProps,
} from '../../lib/stale-toggles-report.ts';
import { ToggleRollouts } from '../../lib/toggle-rollouts.ts';
import { someTopics } from '../support/topics.ts';

type Part = new (
  scope: Construct,
  id: string,
  props: Omit<StaleTogglesReportProps, 'reservedConcurrency'>,
) => Construct;

function synthesize(Made: Part): Template {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  new Made(stack, 'Part', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: Table.fromTableName(stack, 'Toggles', 'shop-prod-toggles'),
    exposuresTable: Table.fromTableName(stack, 'Exposures', 'shop-prod-toggles-exposures'),
  });
  return Template.fromStack(stack);
}

/** What a function may do, but for its log, its dead letters and the key of the topics. */
function actionsIn(template: Template): readonly string[] {
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('FunctionRole'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .map(
          (action) =>
            `${action}${JSON.stringify(Resource).includes('-exposures') ? ' exposures' : ''}`,
        ),
    )
    .filter((action) => !/^(logs|sqs|kms):/.test(action))
    .sort();
}

test('guarded rollouts run every minute, and a run that is late or failed is not made up', () => {
  const template = synthesize(ToggleRollouts);
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'shop-prod-toggles-rollout',
    ScheduleExpression: 'rate(1 minute)',
    Target: Match.objectLike({
      RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      DeadLetterConfig: Match.anyValue(),
    }),
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-toggles-rollout',
    Timeout: 50, // ends before the next one begins, and before a lease of a minute
    DeadLetterConfig: Match.anyValue(),
  });
});

test('a guarded rollout may look at alarms, count, change toggles and tell: nothing else', () => {
  expect(actionsIn(synthesize(ToggleRollouts))).toEqual([
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetMetricData',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:Query exposures',
    'dynamodb:UpdateItem',
    'sns:Publish',
    'sns:Publish',
  ]);
});

test('stale toggles are reported on Mondays, and a failed report is tried again for an hour', () => {
  const template = synthesize(StaleTogglesReport);
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'shop-prod-toggles-stale-report',
    ScheduleExpression: 'cron(0 8 ? * MON *)',
    ScheduleExpressionTimezone: 'Etc/UTC',
    Target: Match.objectLike({
      RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 3 },
    }),
  });
});

test('the report reads, and tells: nothing else', () => {
  expect(actionsIn(synthesize(StaleTogglesReport))).toEqual([
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:Query exposures',
    'sns:Publish',
  ]);
});
