import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { announce } from '../../../lib/announce.ts';
import { Overview } from '../../../lib/overview.ts';
import type { Topics } from '../../../lib/topics.ts';
import { cloudwatch } from '../../../local/emulators/cloudwatch.ts';
import { events } from '../../../local/emulators/events.ts';
import { iam } from '../../../local/emulators/iam.ts';
import { sns } from '../../../local/emulators/sns.ts';
import { sqs } from '../../../local/emulators/sqs.ts';
import type { Mail } from '../../../local/page/mailbox.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const MINUTE_MS = 60_000;
const identity = { project: 'shop', stage: 'prod' };
const stageMetric = (metricName: string) =>
  new Metric({
    namespace: 'Afterprod',
    metricName,
    dimensionsMap: { Project: 'shop', Stage: 'prod' },
    statistic: 'Sum',
    period: Duration.minutes(1),
  });

/** A mail for each message of an alarm, so that none is missed. */
function mailedTopics(stack: Stack): Topics {
  const topic = (name: string) => {
    const made = new Topic(stack, name);
    made.addSubscription(new EmailSubscription(`${name}@example.com`));
    return made;
  };
  const alarms = {
    page: topic('page-alarms'),
    ticket: topic('ticket'),
    info: topic('info-alarms'),
  };
  return { page: alarms.page, ticket: alarms.ticket, info: alarms.info, alarms };
}

function templates() {
  const app = new App();
  const web = new Stack(app, 'web');
  const topics = mailedTopics(web);
  const alarm = stageMetric('Errors').createAlarm(web, 'Errors', {
    alarmName: 'shop-prod-errors',
    threshold: 1,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  announce(alarm, topics, 'page', { service: 'shop' });
  const overview = new Stack(app, 'overview');
  new Overview(overview, 'Overview', {
    identity,
    topics,
    service: 'shop',
    of: app,
    probes: [{ name: 'home', everyMinutes: 1 }],
    maintenance: [{ from: '02:00', for: '1h' }],
  });
  app.synth();
  return {
    web: Template.fromStack(web).toJSON() as never,
    overview: Template.fromStack(overview).toJSON() as never,
  };
}

let cloud: TestCloud;
let client: CloudWatchClient;

beforeEach(async () => {
  cloud = await startTestCloud(templates(), { emulators: [cloudwatch, events, iam, sns, sqs] });
  client = new CloudWatchClient(cloud.client);
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
});

async function count(MetricName: string): Promise<void> {
  const Dimensions = [
    { Name: 'Project', Value: 'shop' },
    { Name: 'Stage', Value: 'prod' },
  ];
  const Timestamp = new Date(cloud.clock.now());
  const MetricData = [{ MetricName, Dimensions, Value: 1, Timestamp }];
  await client.send(new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData }));
}

async function minutes(length: number, metricName?: string): Promise<void> {
  for (let passed = 0; passed < length; passed += 1) {
    if (metricName) await count(metricName);
    await cloud.clock.advance(MINUTE_MS);
  }
}

async function until(hour: number, minute: number): Promise<void> {
  const at = new Date(cloud.clock.now());
  at.setUTCHours(hour, minute, 0, 0);
  const aheadMs = at.getTime() - cloud.clock.now();
  await cloud.clock.advance(aheadMs >= 0 ? aheadMs : aheadMs + 24 * 60 * MINUTE_MS);
}

async function stateOf(name: string): Promise<string | undefined> {
  const AlarmTypes = ['MetricAlarm' as const, 'CompositeAlarm' as const];
  const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes }),
  );
  return [...MetricAlarms, ...CompositeAlarms][0]?.StateValue;
}

async function mailsTo(topic: string): Promise<number> {
  const { Messages } = await cloud.cloud.call('sns', 'ListMailbox', {}, { kind: 'root' });
  const mails: readonly Mail[] = Messages;
  return mails.filter(({ to }) => to === `${topic}@example.com`).length;
}

test('planned work mutes a page, and its end lets through what still fires', async () => {
  await until(2, 5);
  await minutes(53, 'Errors');
  expect(await stateOf('shop-prod-errors')).toBe('ALARM');
  expect(await mailsTo('page-alarms')).toBe(0);
  await minutes(4, 'Errors');
  expect(await mailsTo('page-alarms')).toBe(1);
});

test('outside of planned work a page is told at once, and the state of the service with it', async () => {
  await until(4, 0);
  await minutes(4, 'Errors');
  expect(await mailsTo('page-alarms')).toBe(1);
  expect(await mailsTo('info-alarms')).toBe(1);
});

test('a deployment holds the state of the service back, never the page, and without an end for half an hour alone', async () => {
  await until(4, 0);
  await count('DeploymentsBegun');
  await minutes(2);
  expect(await stateOf('shop-prod-deploying')).toBe('ALARM');
  await minutes(5, 'Errors');
  expect(await stateOf('shop-prod-service-unhealthy')).toBe('ALARM');
  expect(await mailsTo('page-alarms')).toBe(1);
  expect(await mailsTo('info-alarms')).toBe(0);
  await minutes(35, 'Errors');
  expect(await stateOf('shop-prod-deploying')).toBe('OK');
  expect(await mailsTo('info-alarms')).toBe(1);
});

test('the end of a deployment lets the state of the service be told again', async () => {
  await until(4, 0);
  await count('DeploymentsBegun');
  await minutes(2);
  await count('DeploymentsEnded');
  await minutes(2);
  expect(await stateOf('shop-prod-deploying')).toBe('OK');
});
