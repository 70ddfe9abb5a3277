import { App, Duration, Stack } from 'aws-cdk-lib';
import { AnomalyDetectionAlarm, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { announce } from '../../../lib/announce.ts';
import { alarmSummary } from '../../../lib/overview/alarm-summary.ts';
import { alarmsIn } from '../../../lib/overview/stage-alarms.ts';
import { someTopics } from '../../support/topics.ts';

const metric = (metricName: string, seconds = 60) =>
  new Metric({ namespace: 'N', metricName, period: Duration.seconds(seconds) });

const options = { threshold: 1, evaluationPeriods: 3 };

test('tells of each alarm its severity, service, owner, price and runbook, and the sum', () => {
  const stack = new Stack(new App(), 'Test');
  const alarm = metric('Up').createAlarm(stack, 'Up', { ...options, alarmName: 'shop-prod-up' });
  announce(alarm, someTopics(stack), 'page', {
    service: 'shop',
    owner: 'web',
    runbook: 'https://wiki.example.com/up',
  });
  new AnomalyDetectionAlarm(stack, 'Slow', {
    metric: metric('Latency'),
    evaluationPeriods: 3,
    alarmName: 'shop-prod-slow',
  });
  const summary = alarmSummary([{ stage: 'prod', prefix: 'shop-prod-', alarms: alarmsIn(stack) }]);
  expect(summary.split('\n').slice(1)).toEqual([
    'alarm  severity  service  owner  prod  runbook',
    'up     page      shop     web    0.10  https://wiki.example.com/up',
    'slow   -         -        -      0.30  -',
    'all                              0.40',
  ]);
});

test('math costs as many alarms as it has metrics, a fast one three times as much', () => {
  const stack = new Stack(new App(), 'Test');
  new MathExpression({
    expression: 'a / b',
    usingMetrics: { a: metric('A'), b: metric('B') },
    period: Duration.minutes(1),
  }).createAlarm(stack, 'Ratio', options);
  metric('Fast', 10).createAlarm(stack, 'Fast', options);
  expect(alarmsIn(stack).map(({ dollarsAMonth }) => dollarsAMonth)).toEqual([0.2, 0.3]);
});
