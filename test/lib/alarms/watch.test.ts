import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { type WatchOptions, type WatchTarget, watch } from '../../../lib/alarms/watch.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

function watched(make: (stack: Stack) => WatchTarget, options?: WatchOptions): Template {
  const stack = new Stack(new App(), 'Test');
  watch({ identity, topics: someTopics(stack) }, make(stack), options);
  return Template.fromStack(stack);
}

const aFunction = (stack: Stack) =>
  new LambdaFunction(stack, 'OrderTaker', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    memorySize: 200,
    deadLetterQueue: new Queue(stack, 'Failed'),
  });

function anApi(stack: Stack): RestApi {
  const api = new RestApi(stack, 'Api');
  api.root.addMethod('GET');
  return api;
}

const aTable = (stack: Stack) =>
  new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });

const watchedFunction = onceByDefault(() => watched(aFunction));
const watchedApi = onceByDefault(() => watched(anApi, { name: 'shop' }));
const watchedTable = onceByDefault(() => watched(aTable));

function namesIn(template: Template): readonly string[] {
  return Object.values(template.findResources('AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => Properties.AlarmName)
    .sort();
}

test('a function has alarms on errors, throttles, latency, memory and its dead letters', () => {
  expect(namesIn(watchedFunction())).toEqual(
    [
      'dead-letters',
      'errors',
      'latency',
      'latency-stand-in',
      'memory',
      'memory-stand-in',
      'throttles',
    ].map((what) => `shop-prod-function-order-taker-${what}`),
  );
});

test("an API's errors page: a share of requests, of ten in a minute at least, 3 minutes of 5", () => {
  watchedApi().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-api-shop-errors',
    AlarmDescription: Match.stringLikeRegexp('service: service\nseverity: page'),
    Metrics: Match.arrayWith([
      Match.objectLike({ Expression: 'IF(requests >= 10, 100 * errors / requests)' }),
    ]),
    Threshold: 5,
    DatapointsToAlarm: 3,
    EvaluationPeriods: 5,
    TreatMissingData: 'notBreaching',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('page') }],
  });
});

test('a band is never 1 of 1, and has a fixed limit beside it that counts until it has learned', () => {
  const template = watchedApi();
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-api-shop-latency',
    AlarmDescription: Match.stringLikeRegexp('band: learned$'),
    ComparisonOperator: 'GreaterThanUpperThreshold',
    EvaluationPeriods: 3,
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-api-shop-latency-stand-in',
    AlarmDescription: Match.stringLikeRegexp('band: stand-in$'),
    Threshold: 3_000,
    DatapointsToAlarm: 3,
  });
});

test("a function's memory is read from its log, and nine tenths of what it has stand in for the band", () => {
  watchedFunction().hasResourceProperties('AWS::Logs::MetricFilter', {
    MetricTransformations: [
      {
        MetricNamespace: 'Afterprod/Memory',
        MetricName: 'shop-prod-function-order-taker',
        MetricValue: '$used',
      },
    ],
  });
  watchedFunction().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-function-order-taker-memory-stand-in',
    Threshold: 180,
  });
});

test('a table has data at any time, so that its alarms end: CloudWatch ignores what DynamoDB does not say', () => {
  watchedTable().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-table-orders-throttles',
    Metrics: Match.arrayWith([Match.objectLike({ Expression: 'FILL(m0, 0) + FILL(m1, 0)' })]),
  });
  expect(namesIn(watchedTable())).toContain('shop-prod-table-orders-system-errors');
});

test('a queue has alarms on its oldest message and on its dead letters', () => {
  const template = watched(
    (stack) =>
      new Queue(stack, 'Jobs', {
        deadLetterQueue: { queue: new Queue(stack, 'Dead'), maxReceiveCount: 3 },
      }),
    { oldestSeconds: 60 },
  );
  expect(namesIn(template)).toEqual([
    'shop-prod-queue-jobs-age',
    'shop-prod-queue-jobs-dead-letters',
  ]);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-queue-jobs-age',
    Threshold: 60,
  });
});

test('an alarm may be of another service, and of another team', () => {
  const template = watched(aTable, { service: 'checkout', owner: 'payments' });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: Match.stringLikeRegexp(
      'service: checkout\nseverity: ticket\nowner: payments',
    ),
  });
});

test.each([
  ['a name that no alarm may have', { name: 'Orders!' }, 'lower case letters, digits and hyphens'],
  ['a share over all requests', { errorsAbove: 100 }, 'errorsAbove must be from 0 to 99, not 100'],
  ['no request at all', { leastRequests: 0 }, 'leastRequests must be from 1'],
])('refuses %s', (_, options, rule) => {
  expect(() => watched(anApi, options)).toThrow(rule);
});

test('refuses what it cannot watch', () => {
  expect(() => watched((stack) => new Stack(stack, 'Other') as never)).toThrow(
    'a function, an API, a table or a queue',
  );
});
