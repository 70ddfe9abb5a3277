import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { AnomalyDetectionAlarm, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { announce } from '../../../lib/announce.ts';
import { alarmSummary } from '../../../lib/overview/alarm-summary.ts';
import { alarmsIn } from '../../../lib/overview/stage-alarms.ts';
import { tellAlarms } from '../../../lib/overview/tell-alarms.ts';
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
  const stages = [{ stage: 'prod', prefix: 'shop-prod-', alarms: alarmsIn(stack) }];
  const { count, whole, byService } = alarmSummary(stages);
  expect(count).toBe(2);
  expect(byService.split('\n').slice(1)).toEqual([
    'service  prod',
    'shop     0.10',
    '-        0.30',
    'all      0.40',
  ]);
  expect(whole.split('\n').slice(1)).toEqual([
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

describe('synth', () => {
  const saidOf = (count: number) => {
    const outdir = mkdtempSync(path.join(tmpdir(), 'alarms-'));
    const stack = new Stack(new App({ outdir }), 'Test');
    for (let i = 0; i < count; i++) {
      metric('Up').createAlarm(stack, `Up${i}`, { ...options, alarmName: `shop-prod-up-${i}` });
    }
    tellAlarms(stack, [{ stage: 'prod', prefix: 'shop-prod-', alarms: alarmsIn(stack) }]);
    const file = path.join(outdir, 'alarms.md');
    const said = stack.node.metadata.map(({ data }) => String(data)).join('\n');
    const written = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    rmSync(outdir, { recursive: true });
    return { said, written };
  };

  test('lists each alarm', () => {
    const { said, written } = saidOf(3);
    expect(said).toContain('up-2');
    expect(written).toBeUndefined();
  });

  test('tells sums of more than a hundred alarms, and where the list is', () => {
    const { said, written } = saidOf(101);
    expect(said).toMatch(/^all +10\.10$/m);
    expect(said).toMatch(/Each of the 101 alarms stands in .*alarms\.md/);
    expect(said).not.toContain('up-2');
    expect(written).toContain('up-100');
  });
});
