import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BurnRates } from '../../../lib/alarms/burn-rates.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const MINUTE_MS = 60_000;
const PAGE = 'shop-prod-slo-home-page';
const TICKET = 'shop-prod-slo-home-ticket';

const synthesize = onceByDefault((availability: number = 99) => {
  const stack = new Stack(new App(), 'Test');
  new BurnRates(stack, 'Slo', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    name: 'home',
    availability,
    probe: { name: 'health', everyMinutes: 1 },
  });
  return Template.fromStack(stack);
});

let cloud: TestCloud;
let client: CloudWatchClient;

async function start(template = synthesize()): Promise<void> {
  cloud = await startTestCloud(template.toJSON());
  client = new CloudWatchClient(cloud.client);
}

afterEach(async () => {
  client?.destroy();
  await cloud?.stop();
});

/** Runs of the last minutes, of which each nth failed. */
async function putHistory(minutes: number, nth = Number.POSITIVE_INFINITY): Promise<void> {
  const nowMs = cloud.clock.now();
  const ago = Array.from({ length: minutes }, (_, index) => minutes - index);
  const data = ago.map((minute) => run(nowMs - minute * MINUTE_MS, minute % nth !== 0));
  for (let at = 0; at < data.length; at += 1_000) {
    const MetricData = data.slice(at, at + 1_000);
    await client.send(new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData }));
  }
}

function run(atMs: number, isUp: boolean) {
  const facts = { Probe: 'health', Project: 'shop', Stage: 'prod' };
  const Dimensions = Object.entries(facts).map(([Name, Value]) => ({ Name, Value }));
  return { MetricName: 'Up', Value: isUp ? 1 : 0, Timestamp: new Date(atMs), Dimensions };
}

async function pass(minutes: number, isUp: boolean): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    const MetricData = [run(cloud.clock.now(), isUp)];
    await client.send(new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData }));
    await cloud.clock.advance(MINUTE_MS);
  }
}

async function firing(): Promise<readonly (string | undefined)[]> {
  const { CompositeAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'], StateValue: 'ALARM' }),
  );
  return CompositeAlarms.map(({ AlarmName }) => AlarmName).sort();
}

test('a burst of 14.4 times the even pace pages within the hour, and is over minutes after it is mended', async () => {
  await start();
  await putHistory(360);
  await pass(8, false);
  expect(await firing()).not.toContain(PAGE); // 8 of 60 are 13.3 %
  await pass(2, false);
  expect(await firing()).toContain(PAGE);
  await pass(8, true);
  expect(await firing()).not.toContain(PAGE);
});

test('a single failed run raises nothing, however strict the objective and however new the stage', async () => {
  await start(synthesize(99.99));
  await pass(2, true);
  await pass(1, false);
  await pass(3, true);
  expect(await firing()).toEqual([]);
});

test('no run at all uses nothing up: a silent prober has its own alarm', async () => {
  await start();
  await cloud.clock.advance(10 * MINUTE_MS);
  expect(await firing()).toEqual([]);
});

test('a slow pace makes a ticket, and wakes nobody', async () => {
  await start();
  await putHistory(4_319, 80); // 1.25 %
  await cloud.clock.advance(2 * MINUTE_MS);
  expect(await firing()).toEqual([TICKET]);
});
