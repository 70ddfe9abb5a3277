import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BurnRates } from '../../../lib/alarms/burn-rates.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const synthesize = onceByDefault((availability: number = 99.9) => {
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

function thresholds(template: Template) {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  return Object.fromEntries(
    alarms.map(({ Properties: { AlarmName, Threshold } }) => [
      AlarmName.replace('shop-prod-slo-home-burn-', ''),
      Threshold,
    ]),
  );
}

test('six windows, in percent of failed runs; one failed run alone is forgiven', () => {
  expect(thresholds(synthesize())).toEqual({
    '14-4-1h': 2.5, // 1.44 would be less than one run of sixty
    '14-4-5m': 1.44,
    '6-6h': 0.6,
    '6-30m': 0.6,
    '1-3d': 0.1,
    '1-6h': 0.1, // as a short window
  });
});

test('an objective that leaves more is burnt by more', () => {
  expect(thresholds(synthesize(99))).toMatchObject({ '14-4-1h': 14.4, '6-6h': 6, '1-3d': 1 });
});

test('pages while a long window and its short one are burnt, by one composite; a ticket for the slow pace', () => {
  const template = synthesize();
  template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 2);
  template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
    AlarmName: 'shop-prod-slo-home-page',
    AlarmDescription: Match.stringLikeRegexp('severity: page'),
    AlarmActions: [{ Ref: Match.stringLikeRegexp('page') }],
  });
  template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
    AlarmName: 'shop-prod-slo-home-ticket',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
  });
});

test('nobody is told of one window alone', () => {
  for (const { Properties } of Object.values(
    synthesize().findResources('AWS::CloudWatch::Alarm'),
  )) {
    expect(Properties.AlarmDescription).toContain('told: nobody');
    expect(Properties.AlarmActions).toBeUndefined();
  }
});
