import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { FeedbackAlarms } from '../../../lib/feedback/feedback-alarms.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const MINUTE_MS = 60_000;
const PERIOD_MS = 10 * MINUTE_MS;
const TWO_WEEKS_MS = 14 * 24 * 60 * MINUTE_MS;

const synthesizeAlarms = onceByDefault(() => {
  const stack = new Stack(new App(), 'Test');
  const identity = { project: 'shop', stage: 'prod' };
  new FeedbackAlarms(stack, 'Alarms', { identity, topics: someTopics(stack) });
  return Template.fromStack(stack);
});

test('wakes nobody: whatever anybody may post makes a ticket at most', () => {
  const alarms = Object.values(synthesizeAlarms().findResources('AWS::CloudWatch::Alarm'));
  expect(alarms.map(({ Properties }) => Properties.AlarmName).sort()).toEqual([
    'shop-prod-feedback-negative-rate',
    'shop-prod-feedback-negative-rate-stand-in',
    'shop-prod-feedback-release',
    'shop-prod-feedback-volume',
    'shop-prod-feedback-volume-stand-in',
  ]);
  for (const { Properties } of alarms) {
    const ticket = [{ Ref: Match.stringLikeRegexp('ticket') }];
    synthesizeAlarms().hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: Properties.AlarmName,
      AlarmActions: ticket,
    });
  }
});

describe('in driven time', () => {
  let cloud: TestCloud;
  let client: CloudWatchClient;

  beforeEach(async () => {
    cloud = await startTestCloud(synthesizeAlarms().toJSON());
    client = new CloudWatchClient(cloud.client);
  });

  afterEach(async () => {
    client?.destroy();
    await cloud?.stop();
  });

  function feedback(atMs: number, total: number, negative: number, Cohort?: string): MetricDatum[] {
    const facts = { Project: 'shop', Stage: 'prod', ...(Cohort && { Cohort }) };
    const Dimensions = Object.entries(facts).map(([Name, Value]) => ({ Name, Value }));
    const Timestamp = new Date(atMs);
    return [
      { MetricName: 'Feedback', Value: total, Timestamp, Dimensions },
      { MetricName: 'NegativeFeedback', Value: negative, Timestamp, Dimensions },
    ];
  }

  async function put(data: readonly MetricDatum[]): Promise<void> {
    for (let at = 0; at < data.length; at += 1_000) {
      const MetricData = data.slice(at, at + 1_000);
      await client.send(new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData }));
    }
  }

  /** Two weeks in which 8 to 12 wrote in ten minutes, of whom 1 to 3 complained. */
  async function putTwoUsualWeeks(): Promise<void> {
    const nowMs = cloud.clock.now();
    const periods = Array.from({ length: TWO_WEEKS_MS / PERIOD_MS - 6 }, (_, index) => index);
    await put(
      periods.flatMap((index) =>
        feedback(
          nowMs - TWO_WEEKS_MS + (index + 1) * PERIOD_MS,
          8 + ((index * 7) % 5),
          1 + ((index * 5) % 3),
        ),
      ),
    );
  }

  async function pass(periods: number, total: number, negative: number): Promise<void> {
    for (let period = 0; period < periods; period += 1) {
      await put(feedback(cloud.clock.now() + MINUTE_MS, total, negative));
      await cloud.clock.advance(PERIOD_MS);
    }
    await cloud.clock.advance(2 * MINUTE_MS);
  }

  async function firing(): Promise<readonly (string | undefined)[]> {
    const { MetricAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ StateValue: 'ALARM' }),
    );
    return MetricAlarms.map(({ AlarmName }) => AlarmName);
  }

  /** But for what stands in for bands. */
  async function learnedFiring(): Promise<readonly (string | undefined)[]> {
    return (await firing()).filter((name) => !name?.endsWith('-stand-in'));
  }

  test.each<readonly [string, [number, number], readonly string[]]>([
    ['a busy day', [30, 3], []],
    ['far more than anybody can read', [31, 3], ['shop-prod-feedback-volume-stand-in']],
    ['mostly complaints', [10, 6], ['shop-prod-feedback-negative-rate-stand-in']],
    ['half complaints', [10, 5], []],
    ['complaints of a few', [9, 9], []],
  ])('until bands have learned fixed limits stand in: %s', async (_, [total, negative], alarms) => {
    await pass(4, total, negative);
    expect(await firing()).toEqual(alarms);
  });

  test('half an hour of far more feedback is an alarm, and so is far worse feedback', async () => {
    await putTwoUsualWeeks();
    await pass(4, 10, 2);
    expect(await learnedFiring()).toEqual([]);
    await pass(2, 60, 12);
    expect(await learnedFiring()).toEqual([]);
    await pass(2, 60, 12);
    expect(await learnedFiring()).toEqual(['shop-prod-feedback-volume']);
    await pass(6, 10, 2);
    expect(await learnedFiring()).toEqual([]);
    await pass(4, 10, 9);
    expect(await learnedFiring()).toEqual(['shop-prod-feedback-negative-rate']);
  });

  test('a rate of few is none', async () => {
    await putTwoUsualWeeks();
    await pass(4, 4, 4);
    expect(await learnedFiring()).toEqual([]);
    await pass(4, 5, 5);
    expect(await learnedFiring()).toEqual(['shop-prod-feedback-negative-rate']);
  });

  test.each<readonly [string, [number, number], [number, number], readonly string[]]>([
    ['worse by more than chance explains', [40, 24], [40, 8], ['shop-prod-feedback-release']],
    ['worse by 3.2 standard errors', [40, 22], [40, 8], ['shop-prod-feedback-release']],
    ['worse by 2.9 standard errors, which chance explains', [40, 20], [40, 8], []],
    ['worse by what chance explains', [40, 12], [40, 8], []],
    ['better', [40, 8], [40, 24], []],
    ['worse, but too few say so', [19, 19], [40, 4], []],
    ['worse, and just enough say so', [20, 20], [20, 0], ['shop-prod-feedback-release']],
    ['worse, but too few wrote about the one before', [40, 40], [19, 0], []],
    ['as good: nobody complains', [40, 0], [40, 0], []],
    ['as bad: everybody complains', [40, 40], [40, 40], []],
  ])('the current release is %s', async (_, current, previous, alarms) => {
    const atMs = cloud.clock.now() + MINUTE_MS;
    await put([
      ...feedback(atMs, ...current, 'current'),
      ...feedback(atMs, ...previous, 'previous'),
    ]);
    await cloud.clock.advance(5 * MINUTE_MS);
    expect(await firing()).toEqual(alarms);
  });

  test('is over an hour after the last complaint', async () => {
    const atMs = cloud.clock.now() + MINUTE_MS;
    await put([...feedback(atMs, 40, 24, 'current'), ...feedback(atMs, 40, 8, 'previous')]);
    await cloud.clock.advance(5 * MINUTE_MS);
    expect(await firing()).toEqual(['shop-prod-feedback-release']);
    await cloud.clock.advance(4 * 60 * MINUTE_MS);
    expect(await firing()).toEqual([]);
  });
});
