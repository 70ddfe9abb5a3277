import { inspect } from 'node:util';
import { App, Stack, type Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CodePipeline } from 'aws-cdk-lib/pipelines';
import settings from '../../afterprod.config.ts';
import { guardDelivery } from '../../lib/guard-delivery.ts';
import type { GuardedService } from '../../lib/guarded-service.ts';
import { FUNCTION_NAMES } from '../../lib/reserved-concurrency.ts';
import type { Settings } from '../../lib/settings.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someSettings } from '../support/settings.ts';

const buildApp = onceByDefault((differences: Partial<Settings> = {}) => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  guardDelivery(app, someSettings(differences), { id: '0123456789ab' });
  return app;
});

/** One stage, which is synthesized in half the time; with all that has a function. */
const ONE_STAGE: Partial<Settings> = {
  stages: someSettings().stages.filter(({ name }) => name === 'prod'),
  probes: [
    { name: 'health', path: '/health' },
    { name: 'backup', heartbeat: { period: '24h' } },
  ],
  alerts: { routes: [{ name: 'hook', webhook: { rotateEvery: '90d' } }] },
};
const buildStage = onceByDefault((settings: Partial<Settings> = ONE_STAGE) => buildApp(settings));

/** Known before any synthesis. */
function stacksOf(app: App): readonly Stack[] {
  return app.node.findAll().filter((construct) => Stack.isStack(construct));
}

function templateOf(app: App, path: string): Template {
  const stack = path.split('/').reduce((scope, id) => scope.node.findChild(id), app.node.root);
  if (!(stack instanceof Stack)) throw new Error(`${path} is no stack`);
  return Template.fromStack(stack);
}

/** Settings whose service is made by `create`, in one stage. */
function serviceMadeBy(create: Settings['service']['create']): Partial<Settings> {
  return { ...ONE_STAGE, service: { name: 'shop', create } };
}

test('has a stack for each capability and stage, and one for the pipeline', () => {
  const capabilities = [
    'alarms',
    'alerts',
    'feedback',
    'overview',
    'probes',
    'releases',
    'shop',
    'toggles',
  ];
  expect(
    stacksOf(buildApp())
      .map(({ node }) => node.path)
      .sort(),
  ).toEqual([
    ...capabilities.map((name) => `beta/${name}`),
    'pipeline',
    ...capabilities.map((name) => `prod/${name}`),
  ]);
});

test('names every stack by project, stage and capability', () => {
  const names = stacksOf(buildApp()).map(({ stackName }) => stackName);
  expect(names).toEqual(expect.arrayContaining(['shop-pipeline', 'shop-prod-probes']));
});

test('deploys stages by their order, wherever they stand in the list', () => {
  const stages = [
    { name: 'prod', account: '111111111111', region: 'eu-west-1', order: 20, approval: true },
    { name: 'beta', account: '222222222222', region: 'eu-west-1', order: 10 },
  ];
  const { children } = buildApp({ stages }).node.findChild('pipeline').node;
  const pipeline = children.find((child) => child instanceof CodePipeline);
  expect(pipeline?.waves.map(({ id }) => id)).toEqual(['beta', 'prod']);
});

test('puts the pipeline where the settings say, or else beside the first stage', () => {
  const accountOf = (app: App) => (app.node.findChild('pipeline') as Stack).account;
  expect(accountOf(buildApp())).toBe('111111111111');
  const pipeline = { account: '333333333333', region: 'eu-central-1' };
  expect(accountOf(buildApp({ ...ONE_STAGE, pipeline }))).toBe('333333333333');
});

test('gives the service the release that is deployed', () => {
  templateOf(buildStage(), 'prod/shop').hasOutput('Release', { Value: '0123456789ab' });
});

test('gives the service its name', () => {
  const { service } = someSettings();
  const app = buildApp({ ...ONE_STAGE, service: { ...service, name: 'window' } });
  expect(stacksOf(app).map(({ stackName }) => stackName)).toContain('shop-prod-window');
});

test('probes a service whose address is known only when it is deployed', () => {
  const create: Settings['service']['create'] = (stage) => {
    const api = new RestApi(new Stack(stage, 'shop'), 'Api');
    api.root.addMethod('GET');
    return { url: api.url };
  };
  templateOf(buildApp(serviceMadeBy(create)), 'prod/probes').hasResourceProperties(
    'AWS::Lambda::Function',
    {
      FunctionName: 'shop-prod-probes',
      Environment: {
        Variables: Match.objectLike({
          PROBE_VALUES: {
            'Fn::Join': ['', Match.arrayWith([{ 'Fn::ImportValue': Match.anyValue() }])],
          },
        }),
      },
    },
  );
});

test.each([undefined, {}, { url: '' }, { url: 5 }, { url: 'not a url' }])(
  'refuses a service that answers %j',
  (answer) => {
    expect(() => buildApp(serviceMadeBy(() => answer as GuardedService))).toThrow(
      `service.create: must return { url } of the service, not ${inspect(answer)}`,
    );
  },
);

test('lets API Gateway write logs once a stage: it is one setting of the account', () => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const stages = settings.stages.filter(({ name }) => name === 'prod');
  guardDelivery(app, { ...settings, stages }, { id: '0123456789ab' });
  const prod = app.node.findChild('prod') as Stage;
  const types = prod
    .synth()
    .stacks.flatMap(({ template }) => Object.values<{ Type: string }>(template.Resources))
    .map(({ Type }) => Type);
  expect(types.filter((type) => type === 'AWS::ApiGateway::RestApi')).toHaveLength(5);
  expect(types.filter((type) => type === 'AWS::ApiGateway::Account')).toHaveLength(1);
});

test('makes what lets API Gateway write logs before any API', () => {
  const { stacksRecursively } = buildStage().synth();
  for (const noun of ['feedback', 'toggles']) {
    const stack = stacksRecursively.find(({ stackName }) => stackName === `shop-prod-${noun}`);
    const needed = stack?.dependencies.map(({ id }) => id);
    expect(needed).toContainEqual(expect.stringContaining('alarms'));
  }
});

/** The reserved executions of each of Afterprod's functions in prod, by its name there. */
function reservationsIn(app: App): Record<string, number | undefined> {
  const functions = ['alerts', 'feedback', 'probes', 'releases', 'toggles'].flatMap((noun) =>
    app.node
      .findChild('prod')
      .node.findChild(noun)
      .node.findAll()
      .filter((construct) => construct instanceof CfnFunction),
  );
  return Object.fromEntries(
    functions.map(({ functionName = '', reservedConcurrentExecutions }) => [
      functionName.replace('shop-prod-', ''),
      reservedConcurrentExecutions,
    ]),
  );
}

test('reserves no concurrency by default: a new account may have but ten executions', () => {
  const reserved = Object.values(reservationsIn(buildStage()));
  expect(reserved).toEqual(Array(FUNCTION_NAMES.length).fill(undefined));
});

test('reserves what the settings say, for every function that Afterprod has', () => {
  const reservedConcurrency = Object.fromEntries(
    FUNCTION_NAMES.map((name, index) => [name, index + 1]),
  );
  expect(reservationsIn(buildApp({ ...ONE_STAGE, reservedConcurrency }))).toEqual(
    reservedConcurrency,
  );
});

test('refuses wrong settings before it makes anything', () => {
  const app = new App();
  expect(() => guardDelivery(app, {}, { id: '0123456789ab' })).toThrow('afterprod.config.ts');
  expect(app.node.children).toEqual([]);
});

test('synthesizes the same templates twice', () => {
  const templatesOf = (app: App) => app.synth().stacksRecursively.map(({ template }) => template);
  expect(templatesOf(buildStage(ONE_STAGE))).toEqual(templatesOf(buildStage()));
});
