import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Probes, type ProbesProps } from '../../lib/probes.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';

const page = { name: 'page', url: 'https://example.com/' };

const synthesizeProbes = onceByDefault((props: Partial<ProbesProps> = {}) => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const releasesTable = Table.fromTableName(stack, 'Releases', 'shop-prod-releases');
  new Probes(stack, 'Probes', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    releasesTable,
    probes: [page],
    ...props,
  });
  return Template.fromStack(stack);
});

/** What the prober is told to probe. */
function targetsIn(template: Template): unknown {
  const [prober] = Object.values(
    template.findResources('AWS::Lambda::Function', {
      Properties: { FunctionName: 'shop-prod-probes' },
    }),
  );
  return JSON.parse(prober?.Properties.Environment.Variables.TARGETS);
}

test('runs every minute, and a run that is late or failed is not made up', () => {
  const template = synthesizeProbes();
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'shop-prod-probes',
    ScheduleExpression: 'rate(1 minute)',
    Target: Match.objectLike({
      RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      DeadLetterConfig: Match.anyValue(),
    }),
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    MaximumEventAgeInSeconds: 60,
    MaximumRetryAttempts: 0,
  });
});

test('a run ends before the next begins', () => {
  synthesizeProbes().hasResourceProperties('AWS::Lambda::Function', { Timeout: 55 });
  synthesizeProbes({ interval: Duration.hours(1) }).hasResourceProperties('AWS::Lambda::Function', {
    Timeout: 900, // the longest Lambda allows
  });
});

test('a silent prober is an alarm', () => {
  synthesizeProbes().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-probes-missing-runs',
    MetricName: 'Runs',
    Dimensions: [
      { Name: 'Project', Value: 'shop' },
      { Name: 'Stage', Value: 'prod' },
    ],
    TreatMissingData: 'breaching',
    AlarmActions: [Match.anyValue()],
    OKActions: [Match.anyValue()],
  });
});

test('a target is healthy with 2xx within five seconds, and given up after ten', () => {
  expect(targetsIn(synthesizeProbes())).toEqual([
    { ...page, expectedStatus: [200, 299], latencyBudgetMs: 5000, giveUpAfterMs: 10000 },
  ]);
});

test('two attempts at a slow target fit into a run', () => {
  const template = synthesizeProbes({ probes: [{ ...page, latencyBudget: Duration.seconds(20) }] });
  expect(targetsIn(template)).toMatchObject([{ latencyBudgetMs: 20000, giveUpAfterMs: 27500 }]);
});

test('nothing private is probed unless it is allowed', () => {
  const variables = (ALLOW_PRIVATE: string) => ({
    Environment: { Variables: Match.objectLike({ ALLOW_PRIVATE }) },
  });
  synthesizeProbes().hasResourceProperties('AWS::Lambda::Function', variables(''));
  const allowPrivate = ['10.0.3.0/24', '10.0.4.0/24'];
  synthesizeProbes({ allowPrivate }).hasResourceProperties(
    'AWS::Lambda::Function',
    variables('10.0.3.0/24,10.0.4.0/24'),
  );
});

test('the prober may read the current release, and write nowhere but its log and its dead letters', () => {
  const actions = Object.values(synthesizeProbes().findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('FunctionRole'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => Action)
    .sort();
  expect(actions).toEqual([
    'dynamodb:GetItem',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'sqs:SendMessage',
  ]);
});

test("an API's address, known at deployment only, reaches the prober", () => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Test');
  const topic = new Topic(stack, 'Topic');
  const table = new Table(stack, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
  });
  new Probes(stack, 'Probes', {
    identity: { project: 'shop', stage: 'prod' },
    topics: { page: topic, ticket: topic, info: topic },
    releasesTable: table as ITable,
    probes: [{ name: 'page', url: `https://${topic.topicName}.example.com/` }],
  });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: Match.objectLike({
        TARGETS: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('"url":"https://')])] },
      }),
    },
  });
});

test.each<[string, Partial<ProbesProps>, string]>([
  ['no probe', { probes: [] }, 'at least one'],
  ['a name twice', { probes: [page, page] }, "'page' is there twice"],
  ['no whole address', { probes: [{ name: 'page', url: '/health' }] }, "'/health' of 'page'"],
  ['another protocol', { probes: [{ name: 'page', url: 'ftp://x/' }] }, 'http or https'],
  [
    'a budget that leaves no time to confirm',
    { probes: [{ ...page, latencyBudget: Duration.seconds(28) }] },
    'must be under 27500 ms',
  ],
  [
    'more than the environment holds',
    { probes: Array.from({ length: 60 }, (_, index) => ({ ...page, name: `page-${index}` })) },
    'too many',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => synthesizeProbes(props)).toThrow(message);
});
