import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FeedbackBeta } from '../../../lib/feedback/feedback-beta.ts';
import { FeedbackDispatch } from '../../../lib/feedback/feedback-dispatch.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const TABLES = 'arn:aws:dynamodb:us-east-1:111122223333:table';

const synthesize = onceByDefault(() => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const common = { identity: { project: 'shop', stage: 'prod' }, topics: someTopics(stack) };
  const table = Table.fromTableAttributes(stack, 'Feedback', {
    tableArn: `${TABLES}/shop-prod-feedback`,
    tableStreamArn: `${TABLES}/shop-prod-feedback/stream/1`,
  });
  new FeedbackBeta(stack, 'Beta', {
    ...common,
    table,
    dispatch: new FeedbackDispatch(stack, 'Dispatch', { ...common, table }),
    togglesTable: Table.fromTableArn(stack, 'Toggles', `${TABLES}/shop-prod-toggles`),
  });
  return Template.fromStack(stack);
});

test('who joins or leaves within ten seconds makes one edit, and what fails is tried for an hour', () => {
  synthesize().hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^BetaTasks'), 'Arn'] },
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  });
  synthesize().hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'shop-prod-feedback-beta-segment-tasks',
    VisibilityTimeout: 370,
    RedrivePolicy: { maxReceiveCount: 11, deadLetterTargetArn: Match.anyValue() },
  });
  synthesize().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-feedback-beta-segment-dlq',
  });
});

test('may do to each table what it does, and nothing more', () => {
  const statements = Object.values(synthesize().findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  const on = (table: string) =>
    statements.find(({ Resource }) => Resource === `${TABLES}/${table}`)?.Action.sort();
  expect(on('shop-prod-toggles')).toEqual([
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
  ]);
  expect(on('shop-prod-feedback')).toEqual([
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ]);
});
