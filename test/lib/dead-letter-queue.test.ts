import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { DeadLetterQueue } from '../../lib/dead-letter-queue.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';

const synthesizeQueue = onceByDefault(() => {
  const stack = new Stack(new App(), 'Test');
  new DeadLetterQueue(stack, 'Queue', {
    identity: { project: 'shop', stage: 'prod' },
    name: 'orders',
    topics: someTopics(stack),
  });
  return Template.fromStack(stack);
});

test('keeps failed work for as long as SQS can, encrypted, for TLS only', () => {
  const template = synthesizeQueue();
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'shop-prod-orders-dlq',
    MessageRetentionPeriod: 14 * 24 * 60 * 60,
    SqsManagedSseEnabled: true,
  });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
    },
  });
});

test('makes a ticket of the first message', () => {
  synthesizeQueue().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-orders-dlq',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
    OKActions: Match.absent(), // the router hears of the end by EventBridge
  });
});
