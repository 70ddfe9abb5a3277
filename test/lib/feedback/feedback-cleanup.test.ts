import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FeedbackCleanup } from '../../../lib/feedback/feedback-cleanup.ts';
import { FeedbackDispatch } from '../../../lib/feedback/feedback-dispatch.ts';
import { Quarantine } from '../../../lib/feedback/quarantine.ts';
import { someTopics } from '../../support/topics.ts';

let template: Template;

beforeAll(() => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const tableArn = 'arn:aws:dynamodb:eu-central-1:111122223333:table/shop-prod-feedback';
  const common = {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: Table.fromTableAttributes(stack, 'Table', {
      tableArn,
      tableStreamArn: `${tableArn}/stream/x`,
    }),
  };
  new FeedbackCleanup(stack, 'Cleanup', {
    ...common,
    dispatch: new FeedbackDispatch(stack, 'Dispatch', common),
    quarantine: new Quarantine(stack, 'Quarantine', { allowedOrigins: [] }),
  });
  template = Template.fromStack(stack);
});

test('what fails is tried for half a day, and then kept', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CleanupTasks'), 'Arn'] },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'shop-prod-feedback-cleanup-tasks',
    VisibilityTimeout: 360,
    RedrivePolicy: { maxReceiveCount: 121, deadLetterTargetArn: Match.anyValue() },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-feedback-cleanup-dlq',
  });
});

test('may delete pictures, and neither read nor list them', () => {
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  const actions = statements.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => action.startsWith('s3:'))).toEqual(['s3:DeleteObject']);
});
