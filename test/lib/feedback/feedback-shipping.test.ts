import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { FeedbackDispatch } from '../../../lib/feedback/feedback-dispatch.ts';
import { FeedbackShipping } from '../../../lib/feedback/feedback-shipping.ts';
import { retainedTable } from '../../../lib/retained-table.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const synthesizeShipping = onceByDefault(() => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const table = (noun: string) =>
    retainedTable(stack, noun, {
      tableName: `shop-prod-${noun}`,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
  const feedback = table('feedback');
  const common = { identity: { project: 'shop', stage: 'prod' }, topics: someTopics(stack) };
  new FeedbackShipping(stack, 'Shipping', {
    ...common,
    table: feedback,
    dispatch: new FeedbackDispatch(stack, 'Dispatch', { ...common, table: feedback }),
    releasesTable: table('releases'),
    togglesTable: table('toggles'),
    reservedConcurrency: { 'feedback-shipping': 1 },
  });
  return Template.fromStack(stack);
});

test('is woken by a release, by a link, and every quarter of an hour; what fails is kept', () => {
  const template = synthesizeShipping();
  const mappings = template.findResources('AWS::Lambda::EventSourceMapping', {
    Properties: { FunctionName: { Ref: Match.stringLikeRegexp('^ShippingFunction') } },
  });
  const [releases, links, ...others] = Object.values(mappings).map(({ Properties }) => Properties);
  expect(others).toEqual([]);
  expect(JSON.parse(releases?.FilterCriteria.Filters[0].Pattern)).toEqual({
    eventName: ['INSERT', 'MODIFY'],
    dynamodb: { Keys: { pk: { S: ['CURRENT'] } } },
  });
  expect(releases).toMatchObject({
    MaximumRecordAgeInSeconds: 900,
    DestinationConfig: { OnFailure: { Destination: expect.anything() } },
  });
  expect(links?.EventSourceArn).toEqual({
    'Fn::GetAtt': [expect.stringMatching(/^ShippingTasks/), 'Arn'],
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'shop-prod-feedback-shipping-tasks',
    VisibilityTimeout: 1800,
    RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: Match.anyValue() },
  });
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'shop-prod-feedback-shipping',
    ScheduleExpression: 'rate(15 minutes)',
    Target: { DeadLetterConfig: Match.anyValue() },
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-feedback-shipping',
    ReservedConcurrentExecutions: 1,
  });
});

test('its function reads releases and toggles, and changes feedback alone', () => {
  const policies = Object.entries(synthesizeShipping().findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith('ShippingFunction'))
    .map(([, policy]) => policy);
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const granted = statements
    .filter(({ Action }) => /dynamodb:(?!.*Stream)/.test(String([Action].flat()[0])))
    .map(({ Action, Resource }) => [
      [Action].flat().map((action: string) => action.replace('dynamodb:', '')),
      JSON.stringify(Resource),
    ]);
  expect(granted).toEqual([
    [
      ['Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      expect.stringContaining('feedback'),
    ],
    [['GetItem'], expect.stringContaining('releases')],
    [['GetItem'], expect.stringContaining('toggles')],
  ]);
});
