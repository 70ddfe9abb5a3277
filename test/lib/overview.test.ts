import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { announce } from '../../lib/announce.ts';
import { Overview, type OverviewProps } from '../../lib/overview.ts';
import type { Topics } from '../../lib/topics.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

/** So many alarms that page, in a stack of their own. */
function pages(app: App, stackName: string, count: number, service = 'shop'): Stack {
  const stack = new Stack(app, stackName);
  const topics = someTopics(stack);
  for (let i = 0; i < count; i++) addAlarm(stack, topics, `${stackName}-${i}`, service);
  return stack;
}

function addAlarm(stack: Stack, topics: Topics, name: string, service: string): void {
  const metric = new Metric({
    namespace: 'Afterprod',
    metricName: 'Latency',
    dimensionsMap: { Project: 'shop', Stage: 'prod', Probe: name },
    period: Duration.minutes(1),
  });
  const alarm = metric.createAlarm(stack, name, {
    alarmName: `shop-prod-${name}`,
    alarmDescription: `Whether ${name} is well.`,
    threshold: 1,
    evaluationPeriods: 3,
  });
  announce(alarm, topics, 'page', { service });
}

interface Stage {
  readonly app: App;
  readonly overview: Stack;
}

function stageWith(
  add: (app: App) => void = (app) => pages(app, 'web', 2),
  props: Partial<OverviewProps> = {},
): Stage {
  const app = new App();
  add(app);
  const overview = new Stack(app, 'overview');
  new Overview(overview, 'Overview', {
    identity,
    topics: someTopics(overview),
    service: 'shop',
    of: app,
    probes: [{ name: 'health', everyMinutes: 1 }],
    ...props,
  });
  return { app, overview };
}

const defaultStage = onceByDefault(() => stageWith());

function rulesIn(stack: Stack): Record<string, string> {
  const composites = Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm');
  return Object.fromEntries(
    Object.values(composites).map(({ Properties: { AlarmName, AlarmRule } }) => [
      AlarmName,
      AlarmRule,
    ]),
  );
}

function stackOf({ app }: Stage, name: string): Stack {
  const stack = app.node.findChild(name);
  if (!(stack instanceof Stack)) throw new Error(`${name} is no stack`);
  return stack;
}

test('a service is unhealthy when any of its alarms that page is firing, in whatever stack', () => {
  const stage = stageWith((app) => {
    pages(app, 'web', 2);
    pages(app, 'api', 1);
  });
  expect(rulesIn(stage.overview)).toEqual({
    'shop-prod-service-unhealthy':
      'ALARM("shop-prod-service-unhealthy-web") OR ALARM("shop-prod-service-unhealthy-api")',
  });
  expect(rulesIn(stackOf(stage, 'web'))).toEqual({
    'shop-prod-service-unhealthy-web': 'ALARM("shop-prod-web-0") OR ALARM("shop-prod-web-1")',
  });
});

test('each service has a state of its own, Afterprod itself has none', () => {
  const { overview } = stageWith((app) => {
    pages(app, 'web', 1);
    pages(app, 'search', 1, 'search');
    pages(app, 'own', 1, 'afterprod');
  });
  expect(Object.keys(rulesIn(overview))).toEqual([
    'shop-prod-service-unhealthy',
    'shop-prod-search-unhealthy',
  ]);
});

test('a stage without alarms that page has no state of services', () => {
  expect(rulesIn(stageWith(() => undefined).overview)).toEqual({});
});

test('200 alarms fit: parts, where one rule cannot name them all', () => {
  const stage = stageWith((app) => pages(app, 'w'.repeat(60), 200));
  const parts = rulesIn(stackOf(stage, 'w'.repeat(60)));
  expect(Object.keys(parts).length).toBeGreaterThan(1);
  const named = Object.values(parts).flatMap((rule) => rule.match(/"[^"]+"/g) ?? []);
  expect(new Set(named).size).toBe(200);
  for (const rule of Object.values(parts)) {
    expect(rule.length).toBeLessThan(10_240);
    expect(rule.match(/ALARM\(/g)?.length).toBeLessThanOrEqual(100);
  }
});

test('while the stage is being deployed nothing is told of states of services', () => {
  const { overview } = defaultStage();
  const template = Template.fromStack(overview);
  const [deploying] = Object.keys(
    template.findResources('AWS::CloudWatch::Alarm', {
      Properties: { AlarmName: 'shop-prod-deploying' },
    }),
  );
  template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
    ActionsSuppressor: { 'Fn::GetAtt': [deploying, 'Arn'] },
    ActionsSuppressorWaitPeriod: 60,
    ActionsSuppressorExtensionPeriod: 60,
  });
});

test('what pages is suppressed by nothing', () => {
  const { app } = defaultStage();
  const stack = app.node.findChild('web') as Stack;
  Template.fromStack(stack).allResourcesProperties('AWS::CloudWatch::CompositeAlarm', {
    ActionsSuppressor: Match.absent(),
    AlarmActions: Match.absent(),
  });
});

test('a deployment ends for its alarm when its time is over, even if nobody says so', () => {
  Template.fromStack(defaultStage().overview).hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-deploying',
    AlarmDescription: Match.stringLikeRegexp('told: nobody'),
    Metrics: Match.arrayWith([
      Match.objectLike({ Expression: 'FILL(begun, 0) - FILL(ended, 0)' }),
      Match.objectLike({ MetricStat: Match.objectLike({ Period: 1800 }) }),
    ]),
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
    AlarmActions: Match.absent(),
  });
});

test('stands after every stack whose alarms it names', () => {
  const { app, overview } = defaultStage();
  expect(overview.dependencies).toContain(app.node.findChild('web'));
});

test('alarms of other regions are left out: nothing here could name them', () => {
  const { overview } = stageWith((app) => {
    pages(app, 'web', 1);
    const away = new Stack(app, 'away', { env: { region: 'eu-west-1', account: '111111111111' } });
    addAlarm(away, someTopics(away), 'away', 'shop');
  });
  expect(JSON.stringify(Template.fromStack(overview).toJSON())).not.toContain('away');
});

describe('planned work', () => {
  const mutesOf = (windows: OverviewProps['maintenance'], add?: (app: App) => void) => {
    const { overview } = stageWith(add, { ...(windows && { maintenance: windows }) });
    const rules = Template.fromStack(overview).findResources('AWS::CloudWatch::AlarmMuteRule');
    return Object.values(rules).map(({ Properties }) => Properties);
  };

  test('silences the alarms of the service, on the clocks of its zone', () => {
    const [rule, ...others] = mutesOf([
      { days: ['sat', 'sun'], from: '23:30', for: '2h', timeZone: 'Europe/Berlin' },
    ]);
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      Name: 'shop-prod-maintenance-1',
      MuteTargets: {
        AlarmNames: ['shop-prod-web-0', 'shop-prod-web-1', 'shop-prod-service-unhealthy'],
      },
      Rule: {
        Schedule: {
          Expression: 'cron(30 23 * * SAT,SUN)',
          Duration: 'PT2H',
          Timezone: 'Europe/Berlin',
        },
      },
    });
  });

  test('is daily and in UTC unless told otherwise', () => {
    expect(mutesOf([{ from: '02:05', for: '90m' }])[0].Rule.Schedule).toEqual({
      Expression: 'cron(5 2 * * *)',
      Duration: 'PT1H30M',
      Timezone: 'UTC',
    });
  });

  test("leaves Afterprod's own alarms alone", () => {
    const [rule] = mutesOf([{ from: '02:00', for: '1h' }], (app) => {
      pages(app, 'web', 1);
      pages(app, 'own', 1, 'afterprod');
    });
    expect(rule.MuteTargets.AlarmNames).not.toContain('shop-prod-own-0');
  });

  test('of some probes silences what watches those', () => {
    const [rule] = mutesOf([{ probes: ['web-1'], from: '02:00', for: '1h' }]);
    expect(rule.MuteTargets.AlarmNames).toEqual(['shop-prod-web-1']);
  });

  test('is in several rules for more than 100 alarms', () => {
    const rules = mutesOf([{ from: '02:00', for: '1h' }], (app) => pages(app, 'web', 150));
    expect(rules.map(({ Name }) => Name)).toEqual([
      'shop-prod-maintenance-1',
      'shop-prod-maintenance-1-2',
    ]);
    const names = rules.flatMap(({ MuteTargets }) => MuteTargets.AlarmNames);
    expect(new Set(names).size).toBe(151);
  });
});
