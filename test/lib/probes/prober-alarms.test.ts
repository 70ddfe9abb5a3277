import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { ProbeGroup } from '../../../lib/probes/probe-group.ts';
import { ProberAlarms, type ProberAlarmsProps } from '../../../lib/probes/prober-alarms.ts';
import { someTopics } from '../../support/topics.ts';

function alarmsWith(props: Partial<ProberAlarmsProps> = {}) {
  const stack = new Stack(new App(), 'Test');
  new ProberAlarms(stack, 'Alarms', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    groups: [rate(1)],
    ...props,
  });
  const alarms = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  const called = (end: string) =>
    alarms.map(({ Properties }) => Properties).find(({ AlarmName }) => AlarmName.endsWith(end));
  return { missing: called('missing-runs'), unknown: called('unknown-results') };
}

const rate = (everyMinutes: number): ProbeGroup => ({
  name: `rate-${everyMinutes}m`,
  schedule: `rate(${everyMinutes} minutes)`,
  everyMinutes,
});

const cron = (schedule: string): ProbeGroup => ({ name: 'cron-1a2b3c4d', schedule });

const DIMENSIONS = [
  { Name: 'Project', Value: 'shop' },
  { Name: 'Stage', Value: 'prod' },
];

test('a silent prober is an alarm, on ticket', () => {
  const ticket = [{ Ref: expect.stringMatching(/^ticket/) }];
  expect(alarmsWith().missing).toMatchObject({
    AlarmName: 'shop-prod-probes-missing-runs',
    MetricName: 'Runs',
    Dimensions: DIMENSIONS,
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
    AlarmActions: ticket,
  });
});

test.each<[string, ProbeGroup[], object | undefined]>([
  ['the shortest rate', [rate(60), rate(5)], { Period: 300, EvaluationPeriods: 3 }],
  ['a rate beside a cron', [cron('cron(0 6 * * ? *)'), rate(5)], { Period: 300 }],
  ['two long times', [rate(1440)], { Period: 86_400, EvaluationPeriods: 2 }],
  [
    'a week, of a daily cron',
    [cron('cron(0 6 * * ? *)')],
    { Period: 86_400, EvaluationPeriods: 7 },
  ],
  ['a week, of a weekly cron', [cron('cron(0 6 ? * MON *)')], { EvaluationPeriods: 7 }],
  ['no time, of a monthly cron', [cron('cron(0 6 1 * ? *)')], undefined],
  ['no time, of a cron of one year', [cron('cron(0 6 ? * MON 2027)')], undefined],
  ['no time, of a cron in summer', [cron('cron(0 6 ? 6-8 MON *)')], undefined],
])('silence is looked for over %s', (_, groups, expected) => {
  const { missing } = alarmsWith({ groups });
  if (expected) expect(missing).toMatchObject(expected);
  else expect(missing).toBeUndefined();
});

test('results that say nothing three times in a row make a ticket', () => {
  expect(alarmsWith().unknown).toMatchObject({
    AlarmName: 'shop-prod-probes-unknown-results',
    MetricName: 'Unknown',
    Dimensions: DIMENSIONS,
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: [expect.anything()],
  });
});

test.each([
  ['five minutes', [rate(1), rate(5)], { Period: 300, EvaluationPeriods: 3 }],
  ['half an hour', [rate(1), rate(30)], { Period: 1800, EvaluationPeriods: 1 }],
  ['a day', [rate(1440)], { Period: 3600, EvaluationPeriods: 1 }],
  ['a cron', [rate(1), cron('cron(0 6 * * ? *)')], { Period: 3600, EvaluationPeriods: 1 }],
])('those of probes that run each %s are noticed, too', (_, groups, expected) => {
  expect(alarmsWith({ groups }).unknown).toMatchObject(expected);
});

test('a prober in another region has alarms of its own, on what it publishes here', () => {
  const { missing, unknown } = alarmsWith({ region: 'eu-west-1' });
  const Dimensions = expect.arrayContaining([{ Name: 'Region', Value: 'eu-west-1' }]);
  expect(missing).toMatchObject({
    AlarmName: 'shop-prod-probes-eu-west-1-missing-runs',
    Dimensions,
  });
  expect(unknown).toMatchObject({
    AlarmName: 'shop-prod-probes-eu-west-1-unknown-results',
    Dimensions,
  });
});
