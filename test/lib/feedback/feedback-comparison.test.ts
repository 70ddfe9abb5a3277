import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import {
  FeedbackComparison,
  type FeedbackComparisonProps,
} from '../../../lib/feedback/feedback-comparison.ts';
import type { TemplateResource } from '../../../local/template/template.ts';
import { startTestCloud } from '../../support/cloud.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const synthesize = onceByDefault((props: Partial<FeedbackComparisonProps> = {}) => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const table = (name: string) => Table.fromTableName(stack, name, `shop-prod-${name}`);
  new FeedbackComparison(stack, 'Comparison', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: table('feedback'),
    togglesTable: table('toggles'),
    exposuresTable: table('toggles-exposures'),
    ...props,
  });
  return Template.fromStack(stack);
});

test('compares every quarter of an hour', () => {
  synthesize().hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'shop-prod-feedback-comparison',
    ScheduleExpression: 'rate(15 minutes)',
  });
});

test('makes an alarm for each toggle that is named, and none for others', () => {
  const template = synthesize({ alarmsFor: ['new-checkout'] });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-feedback-toggle-new-checkout',
    MetricName: 'FeedbackHarm',
    Dimensions: Match.arrayWith([{ Name: 'Toggle', Value: 'new-checkout' }]),
    TreatMissingData: 'missing',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
  });
  const alarms = (of: Template) => Object.keys(of.findResources('AWS::CloudWatch::Alarm')).length;
  expect(alarms(template)).toBe(alarms(synthesize()) + 1);
});

test.each([
  ['once in ten thousand times', 4, []],
  ['less often', 4.1, ['shop-prod-feedback-toggle-new-checkout']],
])('what chance alone gives %s: who is told', async (_, Value, told) => {
  const { Resources } = synthesize({ alarmsFor: ['new-checkout'] }).toJSON();
  const kept = Object.entries<TemplateResource>(Resources).filter(
    ([id, { Type }]) => id.startsWith('ComparisonToggle') || Type === 'AWS::SNS::Topic',
  );
  const cloud = await startTestCloud({ Resources: Object.fromEntries(kept) });
  const client = new CloudWatchClient(cloud.client);
  const names = { Project: 'shop', Stage: 'prod', Toggle: 'new-checkout' };
  const Dimensions = Object.entries(names).map(([Name, Value]) => ({ Name, Value }));
  const MetricData = [
    { MetricName: 'FeedbackHarm', Value, Dimensions, Timestamp: new Date(cloud.clock.now()) },
  ];
  try {
    await client.send(new PutMetricDataCommand({ Namespace: 'Afterprod', MetricData }));
    await cloud.clock.advance(5 * 60_000);
    const firing = await client.send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }));
    expect(firing.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(told);
  } finally {
    client.destroy();
    await cloud.stop();
  }
});

test('may read, and nothing else', () => {
  const actions = Object.values(synthesize().findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles[0].Ref.startsWith('ComparisonFunctionRole'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('dynamodb:'));
  expect(actions.sort()).toEqual(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Query']);
});
