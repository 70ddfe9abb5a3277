import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { FeedbackCleanup } from '../../../lib/feedback/feedback-cleanup.ts';
import { Quarantine } from '../../../lib/feedback/quarantine.ts';

let template: Template;

beforeAll(() => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const topic = (id: string) => new Topic(stack, id);
  new FeedbackCleanup(stack, 'Cleanup', {
    identity: { project: 'shop', stage: 'prod' },
    topics: { page: topic('page'), ticket: topic('ticket'), info: topic('info') },
    table: Table.fromTableAttributes(stack, 'Table', {
      tableArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/shop-prod-feedback',
      tableStreamArn:
        'arn:aws:dynamodb:eu-central-1:111122223333:table/shop-prod-feedback/stream/x',
    }),
    quarantine: new Quarantine(stack, 'Quarantine', { allowedOrigins: [] }),
  });
  template = Template.fromStack(stack);
});

test('hears of removals of feedback alone', () => {
  const [mapping] = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));
  const { Filters } = mapping?.Properties.FilterCriteria ?? {};
  expect(Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
    { eventName: ['REMOVE'], dynamodb: { Keys: { sk: { S: ['FEEDBACK', 'LATE'] } } } },
  ]);
  expect(mapping?.Properties).toMatchObject({
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    DestinationConfig: { OnFailure: expect.anything() },
  });
});

test('may delete pictures, and neither read nor list them', () => {
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  const actions = statements.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => action.startsWith('s3:'))).toEqual(['s3:DeleteObject']);
});
