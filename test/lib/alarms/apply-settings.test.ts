import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { type CfnAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { setAlarmPolicy } from '../../../lib/alarm-policy.ts';
import { BurnRates } from '../../../lib/alarms/burn-rates.ts';
import { checkAlarmNames, checkAlarmRules } from '../../../lib/alarms/check-alarm-settings.ts';
import { ruleFlaws } from '../../../lib/alarms/rule-flaws.ts';
import { watch } from '../../../lib/alarms/watch.ts';
import type { AlarmRuleSettings, AlarmsSettings } from '../../../lib/settings/alarm-settings.ts';
import { SettingsError } from '../../../lib/settings/settings-error.ts';
import { someTopics } from '../../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

function watchedBy(settings: AlarmsSettings): Template {
  const stack = new Stack(new App(), 'Test');
  setAlarmPolicy(stack, { identity, service: 'shop', settings });
  const api = new RestApi(stack, 'Api');
  api.root.addMethod('GET');
  watch({ identity, topics: someTopics(stack) }, api);
  return Template.fromStack(stack);
}

function namesIn(template: Template) {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  return alarms.map(({ Properties }) => Properties.AlarmName.slice('shop-prod-api-api-'.length));
}

test('an alarm that is off is not made, nor what stands in for it', () => {
  expect(namesIn(watchedBy({ 'api-api-latency': 'off' }))).toEqual(['errors']);
});

test('a fixed limit replaces a band, counts at once, and nothing stands in for it', () => {
  const template = watchedBy({ 'api-api-latency': { above: 800, points: '3/5' } });
  expect(namesIn(template)).toEqual(['errors', 'latency']);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-api-api-latency',
    AlarmDescription: Match.not(Match.stringLikeRegexp('band:')),
    Threshold: 800,
    ThresholdMetricId: Match.absent(),
    ComparisonOperator: 'GreaterThanThreshold',
    DatapointsToAlarm: 3,
    EvaluationPeriods: 5,
    Metrics: [Match.objectLike({ MetricStat: Match.anyValue() })],
  });
});

test('a band may be wider', () => {
  watchedBy({ 'api-api-latency': { band: 4 } }).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Metrics: Match.arrayWith([Match.objectLike({ Expression: 'ANOMALY_DETECTION_BAND(m0, 4)' })]),
  });
});

test('a limit may be a lower one', () => {
  const template = watchedBy({ 'api-api-latency': { below: 5, points: '1/1' } });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-api-api-latency',
    Threshold: 5,
    ComparisonOperator: 'LessThanThreshold',
    EvaluationPeriods: 1,
  });
  expect(namesIn(template)).toEqual(['errors', 'latency']);
});

test.each<readonly [string, AlarmsSettings, string]>([
  [
    'a band for an alarm without one',
    { 'api-api-errors': { band: 4 } },
    'alarms.api-api-errors.band: is of an alarm with a fixed limit',
  ],
  [
    'a band of one point',
    { 'api-api-latency': { points: '1/1' } },
    "alarms.api-api-latency.points: must not be '1/1' for a band.",
  ],
])('refuses %s', (_, settings, said) => {
  expect(flawsOf(settings)).toContain(said);
});

function flawsOf(settings: AlarmsSettings): string {
  const stack = new Stack(new App(), 'Test');
  setAlarmPolicy(stack, { identity, service: 'shop', settings });
  watch({ identity, topics: someTopics(stack) }, new RestApi(stack, 'Api'));
  return said(() => checkAlarmRules(stack));
}

function said(check: () => void): string {
  try {
    check();
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return String(error);
  }
}

test.each<readonly [number, string, string]>([
  [60, '3/100', ''],
  [900, '3/96', ''],
  [900, '3/97', 'looks back for 97 periods of 900 s: CloudWatch does for 1 d at most.'],
  [3_600, '3/100', ''],
  [7_200, '3/85', 'Write M/N with N at most 84.'],
])('periods of %i s by %s: %s', (seconds, points, expected) => {
  const flaws = ruleFlawsOf(seconds, { above: 1, points: points as `${number}/${number}` });
  expect(flaws.map(({ rule, fix }) => `${rule} ${fix}`).join()).toContain(expected);
  expect(flaws).toHaveLength(expected ? 1 : 0);
});

function ruleFlawsOf(seconds: number, rule: AlarmRuleSettings) {
  const stack = new Stack(new App(), 'Test');
  const period = Duration.seconds(seconds);
  const alarm = new Metric({ namespace: 'Shop', metricName: 'Orders', period }).createAlarm(
    stack,
    'Alarm',
    { threshold: 1, evaluationPeriods: 1 },
  );
  return ruleFlaws('alarms.orders', alarm.node.defaultChild as CfnAlarm, rule);
}

describe('an objective', () => {
  function objective(settings: AlarmsSettings) {
    const stack = new Stack(new App(), 'Test');
    setAlarmPolicy(stack, { identity, service: 'shop', settings });
    const probe = { name: 'health', everyMinutes: 1 };
    const topics = someTopics(stack);
    new BurnRates(stack, 'Slo', { identity, topics, name: 'home', availability: 99.9, probe });
    return stack;
  }

  test('may be off for one severity', () => {
    const template = Template.fromStack(objective({ 'slo-home-ticket': 'off' }));
    template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 1);
  });

  test('has no limit of its own', () => {
    const stack = objective({ 'slo-home-page': { above: 1 } });
    expect(said(() => checkAlarmRules(stack))).toContain(
      'alarms.slo-home-page: is made of other alarms',
    );
  });
});

test('a name that no alarm has is said with the one that was meant', () => {
  const stack = new Stack(new App(), 'Test');
  const settings = { 'api-api-latncy': 'off', 'api-api-errors': 'off', nothing: 'off' } as const;
  setAlarmPolicy(stack, { identity, service: 'shop', settings });
  watch({ identity, topics: someTopics(stack) }, new RestApi(stack, 'Api'));
  const told = said(() => checkAlarmNames(settings, [stack]));
  expect(told).toContain("Did you mean 'api-api-latency'?");
  expect(told).toContain('alarms.nothing: is no alarm');
  expect(told).not.toContain('api-api-errors');
});

test('two targets of one name are refused, with both of them', () => {
  const stack = new Stack(new App(), 'Test');
  setAlarmPolicy(stack, { identity, service: 'shop' });
  const common = { identity, topics: someTopics(stack) };
  watch(common, new RestApi(stack, 'One'), { name: 'shop' });
  expect(() => watch(common, new RestApi(stack, 'Other'), { name: 'shop' })).toThrow(
    /Test\/Other\S+: Test\/One\S+ has an alarm api-shop-errors, too\. Fix/,
  );
});
