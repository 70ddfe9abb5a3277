import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { FeedbackDispatch } from '../../../lib/feedback/feedback-dispatch.ts';
import { TaskQueue } from '../../../lib/task-queue.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:111122223333:table/shop-prod-feedback';

const synthesize = onceByDefault(() => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const identity = { project: 'shop', stage: 'prod' };
  const dispatch = new FeedbackDispatch(stack, 'Dispatch', {
    identity,
    topics: someTopics(stack),
    table: Table.fromTableAttributes(stack, 'Table', {
      tableArn: TABLE,
      tableStreamArn: `${TABLE}/stream/1`,
    }),
  });
  const tasks = new TaskQueue(stack, 'Tasks', {
    identity,
    name: 'feedback-shipping',
    timeout: Duration.minutes(1),
    window: Duration.seconds(10),
    patience: Duration.hours(1),
    deadLetters: new Queue(stack, 'Dead'),
  });
  dispatch.deliver('shipping', tasks);
  return Template.fromStack(stack);
});

test('keeps what cannot be passed on, and says so', () => {
  synthesize().hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: `${TABLE}/stream/1`,
    StartingPosition: 'TRIM_HORIZON',
    MaximumRecordAgeInSeconds: 43_200,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    BisectBatchOnFunctionError: true,
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
  });
  synthesize().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-feedback-dispatch-dlq',
  });
});

test('knows each queue, and may send to it, and read the stream: nothing more', () => {
  const [dispatcher] = Object.values(synthesize().findResources('AWS::Lambda::Function'));
  const { TASK_QUEUES } = dispatcher?.Properties.Environment.Variables ?? {};
  expect(JSON.stringify(TASK_QUEUES)).toMatch(/shipping.*"Ref":"Tasks/);
  const actions = Object.values(synthesize().findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string }) => Action),
  );
  const services = new Set(actions.filter((action) => !action.startsWith('logs:')));
  expect([...services].sort()).toEqual([
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:SendMessage',
  ]);
});

test('a task is hidden for six runs of its function, and tried until its patience is over', () => {
  synthesize().hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'shop-prod-feedback-shipping-tasks',
    VisibilityTimeout: 370,
    RedrivePolicy: { maxReceiveCount: 11 },
    SqsManagedSseEnabled: true,
  });
});
