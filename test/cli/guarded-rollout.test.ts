import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { DynamoRolloutStore } from '../../functions/toggles/rollouts/dynamo-rollout-store.ts';
import type { Rollout } from '../../functions/toggles/rollouts/rollout.ts';
import { guardedToggle } from '../support/rollout-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../support/toggles-cloud.ts';

jest.setTimeout(60_000); // each test starts processes

const ALARM = {
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: 'shop-prod-probe-page-availability',
    Namespace: 'Test',
    MetricName: 'Up',
    Statistic: 'Minimum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'missing',
  },
};

let cloud: TogglesCloud;
let rollouts: DynamoRolloutStore;
let cloudwatch: CloudWatchClient;

beforeAll(async () => {
  cloud = await startTogglesCloud({ 'shop-prod-alarms': { Resources: { Alarm: ALARM } } });
  rollouts = new DynamoRolloutStore(
    documentsOver(new DynamoDBClient(cloud.client)),
    'shop-prod-toggles',
  );
  cloudwatch = new CloudWatchClient(cloud.client);
});
afterAll(async () => {
  cloudwatch?.destroy();
  await cloud?.stop();
});

/** A toggle that has no rollout yet, and an alarm that sees this. */
async function stage(key: string, up = 1): Promise<void> {
  await cloud.put('prod', { [key]: guardedToggle() });
  // Driven time, and that of this computer: what the command goes by on AWS.
  const MetricData = [cloud.clock.now(), Date.now()].map((atMs) => ({
    MetricName: 'Up',
    Value: up,
    Timestamp: new Date(atMs),
  }));
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Test', MetricData }));
  await cloud.clock.advance(60_000);
}

const guard = (key: string, ...args: readonly string[]) => cloud.toggles('guard', key, ...args);
const guardJson = async (key: string, ...args: readonly string[]) =>
  (await cloud.togglesJson('guard', key, ...args)) as { readonly rollout: Rollout };

test('that there is no rollout is an answer, that there is no toggle a failure', async () => {
  await stage('alone');
  expect(await guard('alone')).toEqual({
    code: 0,
    stdout: 'No guarded rollout of alone.\n',
    stderr: '',
  });
  const none = await guard('nowhere');
  expect(none).toMatchObject({ code: 1, stderr: "error: There is no toggle 'nowhere'\n" });
});

test('starts a plan, and shows where it stands', async () => {
  await stage('shown');
  const started = await guard('shown', '--plan', '1% 5% 100%', '--bake', '10m', '--why', 'launch');
  expect(started.stderr).toBe('');
  expect(started.stdout.split('\n')).toEqual([
    'shown: on, step 1 of 3, running',
    '◐ 1% ─ ○ 5% ─ ○ 100%',
    'about to set this percentage',
    'guarded by probe-page-availability: OK',
    expect.stringMatching(/step 1 of 3: on to 1 %, started: launch$/),
    '',
  ]);
  expect(await rollouts.find('shown')).toMatchObject({
    state: 'running',
    pending: 'percent',
    steps: [1, 5, 100].map((percent) => ({ percent, bakeMs: 600_000, minExposures: 100 })),
  });
  const again = await guard('shown', '--plan', '1%');
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is under way') });
  expect((await guard('shown')).stdout).toContain('step 1 of 3, running');
});

test('is paused, resumed and ended by people, which leaves the toggle as it is', async () => {
  await stage('steered');
  await guard('steered', '--plan', '1% 5%', '--min-exposures', '7');
  expect(await guardJson('steered', '--pause', '--why', 'lunch')).toMatchObject({
    rollout: { state: 'paused', reason: expect.stringMatching(/^paused by .*: lunch$/) },
  });
  expect(await guardJson('steered', '--resume')).toMatchObject({ rollout: { state: 'running' } });
  const { stdout } = await guard('steered', '--end');
  expect(stdout).toContain('✕ 1% ─ ○ 5%');
  expect((await cloud.storeOf('prod').readHead())?.kills['steered']).toBeUndefined();
  const late = await guard('steered', '--pause');
  expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('it is ended') });

  const ended = await rollouts.find('steered');
  if (ended) await rollouts.save({ ...ended, untold: false }); // as the schedule's next run does
  await guard('steered', '--plan', '5%', '--why', 'again'); // what came before it stays in the audit
  const told = await cloud.toggles('history', 'steered');
  expect(told.stdout).toMatch(/Guarded rollouts.*again.*resumed.*lunch/s);
});

test('an abort kills at once, in the name of who gave it', async () => {
  await stage('aborted');
  await guard('aborted', '--plan', '1% 5%');
  const { rollout } = await guardJson('aborted', '--abort', '--why', 'it burns');
  expect(rollout).toMatchObject({ state: 'aborted' });
  expect(rollout).not.toHaveProperty('pending');
  const [latest] = await cloud.storeOf('prod').history({ limit: 1, key: 'aborted' });
  expect(latest).toMatchObject({ kind: 'kill', variant: 'off', why: 'it burns' });
  expect(latest?.who).not.toContain('guarded rollout');
  const killed = await guard('aborted', '--resume');
  expect(killed).toMatchObject({ code: 1, stderr: expect.stringContaining('toggles restore') });
});

test('refuses a start that an alarm would stop at once', async () => {
  await stage('firing', 0);
  const refused = await guard('firing', '--plan', '1%');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is in ALARM') });
  expect(await rollouts.find('firing')).toBeUndefined();
});

test('a person in prod is asked, and told what will happen', async () => {
  await stage('asked');
  const unasked = await cloud.onAws('guard', 'asked', '--plan', '1% 5%');
  expect(unasked.code).toBe(2);
  expect(unasked.stderr).toContain('asked: on to 1 % within a minute, then 5 %');
  expect(unasked.stderr).toContain('Add --yes');
  expect(await rollouts.find('asked')).toBeUndefined();
});

test.each<[string, readonly string[], number, string]>([
  ['two wishes at once', ['--pause', '--resume'], 2, 'Give one of --pause, --resume'],
  ['parts of a plan without one', ['--bake', '1h'], 2, 'parts of a --plan'],
  ['a plan of words', ['--plan', 'all'], 2, 'Give whole percentages'],
  ['a plan that falls', ['--plan', '5% 1%'], 1, '1 % comes after 5 %'],
])('refuses %s', async (_, args, code, message) => {
  await stage('refused');
  expect(await guard('refused', ...args)).toMatchObject({
    code,
    stderr: expect.stringContaining(message),
  });
});
