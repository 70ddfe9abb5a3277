import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { setAlarmPolicy } from '../../../lib/alarm-policy.ts';
import { watch } from '../../../lib/alarms/watch.ts';
import type { AlarmsSettings } from '../../../lib/settings/alarm-settings.ts';
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

test('a band for an alarm without one is refused', () => {
  expect(() => watchedBy({ 'api-api-errors': { band: 4 } })).toThrow(
    'band is for alarms that have one',
  );
});
