import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FeedbackBeta } from '../../../lib/feedback/feedback-beta.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const TABLES = 'arn:aws:dynamodb:us-east-1:111122223333:table';

const synthesize = onceByDefault(() => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  new FeedbackBeta(stack, 'Beta', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: Table.fromTableAttributes(stack, 'Feedback', {
      tableArn: `${TABLES}/shop-prod-feedback`,
      tableStreamArn: `${TABLES}/shop-prod-feedback/stream/1`,
    }),
    togglesTable: Table.fromTableArn(stack, 'Toggles', `${TABLES}/shop-prod-toggles`),
  });
  return Template.fromStack(stack);
});

test('hears only of contacts that say how toggles know their reporter, and keeps what fails for an hour', () => {
  const pattern = {
    dynamodb: {
      Keys: { sk: { S: ['CONTACT'] } },
      OldImage: { beta: { M: { targetingKey: { S: [{ exists: true }] } } } },
    },
  };
  synthesize().hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] },
    MaximumBatchingWindowInSeconds: 10,
    MaximumRecordAgeInSeconds: 3600,
    BisectBatchOnFunctionError: true,
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
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
