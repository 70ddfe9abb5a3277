import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { watch } from '../../../lib/alarms/watch.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const MINUTE_MS = 60_000;
const FUNCTION = 'shop-prod-orders';

/** The alarms of a function and their topics, without it. */
const alarmsAlone = onceByDefault(() => {
  const stack = new Stack(new App(), 'Test');
  const identity = { project: 'shop', stage: 'prod' };
  const topics = someTopics(stack);
  const target = new LambdaFunction(stack, 'Orders', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    functionName: FUNCTION,
    memorySize: 200,
  });
  watch({ identity, topics }, target);
  const { Resources } = Template.fromStack(stack).toJSON();
  const [id] = Object.keys(Resources).filter(
    (key) => Resources[key].Type === 'AWS::Lambda::Function',
  );
  const kept = Object.entries<{ Type: string }>(Resources).filter(([, { Type }]) =>
    ['AWS::CloudWatch::Alarm', 'AWS::SNS::Topic'].includes(Type),
  );
  const named = JSON.stringify(Object.fromEntries(kept)).replaceAll(
    JSON.stringify({ Ref: id }),
    JSON.stringify(FUNCTION),
  );
  return { Resources: JSON.parse(named) };
});

let cloud: TestCloud;
let client: CloudWatchClient;

beforeEach(async () => {
  cloud = await startTestCloud(alarmsAlone());
  client = new CloudWatchClient(cloud.client);
});

afterEach(async () => {
  client?.destroy();
  await cloud?.stop();
});

async function pass(minutes: number, invocations: number, errors: number): Promise<void> {
  const Dimensions = [{ Name: 'FunctionName', Value: FUNCTION }];
  for (let minute = 0; minute < minutes; minute += 1) {
    const Timestamp = new Date(cloud.clock.now());
    const MetricData = [
      { MetricName: 'Invocations', Value: invocations, Timestamp, Dimensions },
      { MetricName: 'Errors', Value: errors, Timestamp, Dimensions },
    ];
    await client.send(new PutMetricDataCommand({ Namespace: 'AWS/Lambda', MetricData }));
    await cloud.clock.advance(MINUTE_MS);
  }
}

async function passWithMemory(...usedMb: readonly number[]): Promise<void> {
  const MetricName = 'shop-prod-function-orders';
  for (const Value of usedMb) {
    const MetricData = [{ MetricName, Value, Timestamp: new Date(cloud.clock.now()) }];
    await client.send(new PutMetricDataCommand({ Namespace: 'Afterprod/Memory', MetricData }));
    await cloud.clock.advance(5 * MINUTE_MS);
  }
}

async function firing(): Promise<readonly (string | undefined)[]> {
  const { MetricAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({ StateValue: 'ALARM' }),
  );
  return MetricAlarms.map(({ AlarmName }) => AlarmName?.replace('shop-prod-function-orders-', ''));
}

test('who is idle is well', async () => {
  await cloud.clock.advance(20 * MINUTE_MS);
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({}));
  const states = MetricAlarms.map(({ AlarmName, StateValue }) => `${AlarmName} ${StateValue}`);
  const fixed = states.filter((state) => /(errors|throttles|stand-in) /.test(state));
  expect(fixed).toHaveLength(4);
  for (const state of fixed) expect(state).toMatch(/ OK$/);
});

test('one error of two at night raises nothing, however long', async () => {
  await pass(10, 2, 1);
  expect(await firing()).toEqual([]);
});

test('an outage of three minutes raises errors; when it is mended they are over', async () => {
  await pass(5, 100, 0);
  await pass(2, 100, 40);
  expect(await firing()).toEqual([]);
  await pass(2, 100, 40);
  expect(await firing()).toEqual(['errors']);
  await pass(6, 100, 0);
  expect(await firing()).toEqual([]);
});

test('memory that climbs raises before it is used up', async () => {
  await passWithMemory(120, 140, 160, 178, 179);
  expect(await firing()).toEqual([]);
  await passWithMemory(185, 190, 195, 199);
  expect(await firing()).toEqual(['memory-stand-in']);
});
