import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alarm, AlarmRule, CompositeAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Severity } from '../../functions/alerts/severity.ts';
import { type AlarmPolicy, setAlarmPolicy } from '../../lib/alarm-policy.ts';
import { announce } from '../../lib/announce.ts';
import { someTopics } from '../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

function synthesize(
  policy: Partial<AlarmPolicy> | undefined,
  severity: Severity,
  facts?: { readonly service?: string; readonly owner?: string },
): string {
  const stack = new Stack(new App(), 'Test');
  if (policy) setAlarmPolicy(stack, { identity, service: 'storefront', ...policy });
  const alarm = new Alarm(stack, 'Alarm', {
    metric: new Metric({ namespace: 'Shop', metricName: 'Orders' }),
    alarmName: 'shop-prod-orders',
    alarmDescription: 'Whether orders come in.',
    evaluationPeriods: 1,
    threshold: 1,
  });
  announce(alarm, someTopics(stack), severity, facts);
  const [found] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  return found?.Properties.AlarmDescription;
}

test('an alarm says whom it hurts and how soon somebody must look', () => {
  expect(synthesize(undefined, 'page', { service: 'checkout' })).toBe(
    'Whether orders come in.\n\nservice: checkout\nseverity: page',
  );
});

test('an alarm that names no service is of a part of Afterprod', () => {
  expect(synthesize({}, 'ticket')).toContain('service: afterprod\nseverity: ticket');
});

test('an alarm says its owner, and its page among the runbooks', () => {
  const policy = { owner: 'shop', runbooks: 'https://wiki.example.com/runbooks/' };
  expect(synthesize(policy, 'ticket')).toContain(
    'owner: shop\nrunbook: https://wiki.example.com/runbooks/orders',
  );
});

test('an alarm may have an owner of its own', () => {
  expect(synthesize({ owner: 'shop' }, 'ticket', { owner: 'payments' })).toContain(
    'owner: payments',
  );
});

test('a composite alarm says its facts, too', () => {
  const stack = new Stack(new App(), 'Test');
  const alarm = new CompositeAlarm(stack, 'Any', {
    compositeAlarmName: 'shop-prod-any',
    alarmDescription: 'Any of them.',
    alarmRule: AlarmRule.fromBoolean(true),
  });
  announce(alarm, someTopics(stack), 'info', { service: 'shop' });
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
    AlarmDescription: 'Any of them.\n\nservice: shop\nseverity: info',
  });
});

test('an alarm without a name is refused: nobody could mute it or look it up', () => {
  const stack = new Stack(new App(), 'Test');
  const metric = new Metric({ namespace: 'Shop', metricName: 'Orders' });
  const alarm = new Alarm(stack, 'Alarm', { metric, evaluationPeriods: 1, threshold: 1 });
  expect(() => announce(alarm, someTopics(stack), 'page')).toThrow('alarms are named');
});
