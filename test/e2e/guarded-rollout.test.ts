import {
  CloudWatchClient,
  GetMetricDataCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { setFacts } from '../../functions/toggles/edits/set-facts.ts';
import { DynamoRolloutStore } from '../../functions/toggles/rollouts/dynamo-rollout-store.ts';
import { planRollout } from '../../functions/toggles/rollouts/plan-rollout.ts';
import { rolloutPercent } from '../../functions/toggles/rollouts/rollout-percent.ts';
import type { RolloutStore } from '../../functions/toggles/rollouts/rollout-store.ts';
import { resumeRollout } from '../../functions/toggles/rollouts/steer-rollout.ts';
import { readStageToggles, stageToggleOf } from '../../functions/toggles/stage-toggles.ts';
import { DynamoToggleStore } from '../../functions/toggles/store/dynamo-toggle-store.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import type { Stage } from '../../local/assembly.ts';
import { MINUTE_MS, type Storefront, startStorefront } from '../support/storefront.ts';

jest.setTimeout(120_000); // many minutes of driven time

const KEY = 'new-checkout';
const GUARDS = 'probe-page-availability, failed-orders';
const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'the orders are back' };

/** Of each step; who is among the first quarter is drawn anew in each run, and of so many fewer than twelve never are. */
const VISITORS = 120;
const STEPS = [25, 50, 100].map((percent) => ({
  percent,
  bakeMs: (percent === 100 ? 60 : 2) * MINUTE_MS, // the last one lasts until the alarm
  minExposures: 12, // more than the probe makes, fewer than the visitors do
}));

/** An alarm of the team's own, on figures that only this test sends: it is OK without any. */
const FAILED_ORDERS = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: 'storefront-prod-failed-orders',
    Namespace: 'Shop',
    MetricName: 'FailedOrders',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 5,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  },
};

let storefront: Storefront;
let dynamo: DynamoDBClient;
let cloudwatch: CloudWatchClient;
let toggles: ToggleStore;
let rollouts: RolloutStore;

beforeAll(async () => {
  storefront = await startStorefront({ change: withOrders });
  const { endpoint, credentials, cloud, clock } = storefront.cloud;
  const client = { endpoint, credentials, region: cloud.region };
  dynamo = new DynamoDBClient(client);
  cloudwatch = new CloudWatchClient(client);
  const table = storefront.tables.toggles ?? '';
  toggles = new DynamoToggleStore(documentsOver(dynamo), table, () => clock.now());
  rollouts = new DynamoRolloutStore(documentsOver(dynamo), table);
  await editToggles(toggles, (document) => setFacts(document, KEY, { guardedBy: GUARDS }), ANN);
  await pass(5); // until every alarm has figures
});

afterAll(async () => {
  dynamo?.destroy();
  cloudwatch?.destroy();
  await storefront?.stop();
});

function withOrders(stage: Stage): Stage {
  const stacks = stage.stacks.map((stack) => {
    if (!stack.name.endsWith('-alarms')) return stack;
    const Resources = { ...stack.template.Resources, FailedOrders: FAILED_ORDERS };
    return { ...stack, template: { ...stack.template, Resources } };
  });
  return { ...stage, stacks };
}

/** Minutes in which orders are counted, one after the other. */
async function pass(minutes: number, { orders = true } = {}): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    const Timestamp = new Date(storefront.cloud.clock.now());
    const MetricData = [{ MetricName: 'FailedOrders', Value: 0, Timestamp }];
    if (orders) await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData }));
    await storefront.minutes(1);
  }
}

/** The same people each time, so that a percentage is the same people each time. */
async function visits(): Promise<number> {
  let withNewCheckout = 0;
  for (let visitor = 0; visitor < VISITORS; visitor += 1) {
    const headers = { cookie: `visitor=rollout-${visitor}` };
    const html = await (await fetch(`${storefront.apis.storefront}/`, { headers })).text();
    if (html.includes('data-checkout="new"')) withNewCheckout += 1;
  }
  return withNewCheckout;
}

async function now() {
  const found = stageToggleOf(await readStageToggles(toggles), KEY);
  const rollout = await rollouts.find(KEY);
  const percent = found && rolloutPercent(found.toggle, 'on');
  return { ...found, percent, state: rollout?.state, rollout };
}

async function start(): Promise<void> {
  const nowMs = storefront.cloud.clock.now();
  const request = { key: KEY, steps: STEPS, author: ANN, nowMs };
  await rollouts.create(planRollout(request, await now()));
}

async function resume(): Promise<void> {
  const { rollout, ...toggleNow } = await now();
  if (!rollout) throw new Error('no rollout to resume');
  const nowMs = storefront.cloud.clock.now();
  await rollouts.save(resumeRollout(rollout, toggleNow, { ...BOB, nowMs }));
}

async function subjects(): Promise<readonly string[]> {
  return (await storefront.mailbox()).map(({ subject }) => subject);
}

test('goes on while all is well, pauses without data, is resumed, and is aborted by an alarm', async () => {
  await start();
  await pass(1);
  expect(await now()).toMatchObject({ percent: 25, state: 'running' });

  await pass(3); // nobody but the probe: too few to learn from
  expect(await now()).toMatchObject({ percent: 25, state: 'running' });
  const quarter = await visits();
  expect(quarter).toBeGreaterThanOrEqual(12);
  expect(quarter).toBeLessThan(VISITORS / 2);
  await pass(3); // the container tells what it served with its next calls
  expect(await now()).toMatchObject({ percent: 50, state: 'running' });

  await pass(5, { orders: false });
  expect(await now()).toMatchObject({
    percent: 50,
    state: 'paused',
    rollout: { reason: expect.stringContaining('failed-orders has no data: it is OK') },
  });
  await pass(3);
  expect(await now()).toMatchObject({ percent: 50, state: 'paused' }); // until a person says so
  expect(await subjects()).toContain('new-checkout: rollout is paused on storefront prod');

  await resume();
  await pass(1);
  expect(await now()).toMatchObject({ percent: 50, state: 'running' });
  await visits();
  await pass(4);
  expect(await now()).toMatchObject({ percent: 100, state: 'running' });
  expect(await visits()).toBe(VISITORS);

  await storefront.switchToggle('storefront-failing', 'on');
  await pass(5);
  expect(await now()).toMatchObject({ state: 'aborted', kill: { variant: 'off' } });
  await storefront.switchToggle('storefront-failing', 'off');
  await pass(4);
  expect(await visits()).toBe(0);
  expect(await subjects()).toContain('new-checkout: rollout was aborted on storefront prod');

  const history = await toggles.history({ limit: 20, key: KEY });
  expect(
    history
      .map(({ who, why }) => `${who}: ${why}`)
      .reverse()
      .slice(-4),
  ).toEqual([
    'guarded rollout of ann: step 1 of 3: on to 25 %, started: launch',
    expect.stringMatching(/step 2 of 3: on to 50 % after \d+ min at 25 % with \d+ exposures; OK: /),
    expect.stringMatching(
      /step 3 of 3: on to 100 % after \d+ min at 50 % with \d+ exposures; OK: /,
    ),
    expect.stringContaining('alarm probe-page-availability is in ALARM: Threshold Crossed'),
  ]);
  const { rollout } = await now();
  expect(rollout?.events.map(({ who }) => who)).toContain('bob');
  await storefront.minutes(2);
  expect(await changesOnDashboard()).toBeGreaterThanOrEqual(4);
});

/** By the math of its graphs. */
async function changesOnDashboard(): Promise<number> {
  const nowMs = storefront.cloud.clock.now();
  const Metric = {
    Namespace: 'Afterprod',
    MetricName: 'TogglesRevision',
    Dimensions: [
      { Name: 'Project', Value: 'storefront' },
      { Name: 'Stage', Value: 'prod' },
    ],
  };
  const MetricStat = { Metric, Period: 60, Stat: 'Maximum' };
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(nowMs - 6 * 60 * MINUTE_MS),
      EndTime: new Date(nowMs),
      MetricDataQueries: [
        { Id: 'revision', MetricStat, ReturnData: false },
        { Id: 'changed', Expression: 'IF(DIFF(revision) > 0, 1)' },
      ],
    }),
  );
  return MetricDataResults?.[0]?.Values?.filter((value) => value === 1).length ?? 0;
}

test('no right was missing on the way', () => {
  const denials = storefront.heard.filter((event) =>
    JSON.stringify(event).includes('AccessDenied'),
  );
  expect(denials).toEqual([]);
});
