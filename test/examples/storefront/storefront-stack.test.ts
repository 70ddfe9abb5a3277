import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StorefrontStack } from '../../../examples/storefront/storefront-stack.ts';
import { watch } from '../../../lib/alarms/watch.ts';
import { Releases } from '../../../lib/releases.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

const synthesizeStorefront = onceByDefault((releaseId: string = '0123456789ab') => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const guard = new Stack(app, 'Afterprod');
  const topics = someTopics(guard);
  const { marker } = new Releases(guard, 'Releases', { identity, topics });
  const table = new Table(guard, 'Toggles', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
  });
  const storefront = new StorefrontStack(app, 'Storefront', {
    identity,
    serviceName: 'window',
    release: { id: releaseId },
    releaseMarker: marker,
    alarms: { watch: (target, options) => watch({ identity, topics }, target, options) },
    toggles: {
      table: table as ITable,
      connect: (reader) => table.grant(reader, 'dynamodb:GetItem'),
      ofrep: { url: 'https://toggles.example.com/prod', key: 'publishable' },
    },
    feedback: {
      url: 'https://feedback.example.com/prod/v1/feedback',
      key: 'publishable',
      uploadUrl: 'https://quarantine.s3.example',
    },
  });
  return Template.fromStack(storefront);
});

test('the function carries the release', () => {
  synthesizeStorefront().hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-window',
    Environment: { Variables: Match.objectLike({ AFTERPROD_RELEASE: '0123456789ab' }) },
  });
});

test('stack and API have the name that the settings give to the service', () => {
  const template = synthesizeStorefront();
  template.hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'shop-prod-window' });
  template.hasResourceProperties('AWS::CodeDeploy::Application', {
    ApplicationName: 'shop-prod-window',
  });
});

test('takes what a shop window gets on a good day', () => {
  synthesizeStorefront().hasResourceProperties('AWS::ApiGateway::Stage', {
    MethodSettings: [Match.objectLike({ ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 2_000 })],
  });
});

test('each release is a version of its own, and the one before stays', () => {
  const versions = (template: Template) =>
    Object.entries(template.findResources('AWS::Lambda::Version'));
  const [[first, resource] = []] = versions(synthesizeStorefront());
  const [[next] = []] = versions(synthesizeStorefront('ba9876543210'));
  expect(first).not.toBe(next);
  expect(resource).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

test('a new version gets a tenth of the users first, and errors take it back', () => {
  const template = synthesizeStorefront();
  template.hasResource('AWS::Lambda::Alias', {
    Properties: { Name: 'live' },
    UpdatePolicy: {
      CodeDeployLambdaAliasUpdate: Match.objectLike({ ApplicationName: Match.anyValue() }),
    },
  });
  template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
    DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
    AlarmConfiguration: { Enabled: true, Alarms: [Match.anyValue()] },
    AutoRollbackConfiguration: {
      Enabled: true,
      Events: Match.arrayWith(['DEPLOYMENT_STOP_ON_ALARM']),
    },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-window-errors',
    Namespace: 'AWS/Lambda',
    Dimensions: Match.arrayWith([Match.objectLike({ Name: 'Resource' })]),
  });
});

test('users reach the alias, never the newest code', () => {
  synthesizeStorefront().allResourcesProperties('AWS::ApiGateway::Method', {
    Integration: Match.objectLike({
      Uri: { 'Fn::Join': ['', Match.arrayWith([{ Ref: Match.stringLikeRegexp('Alias') }])] },
    }),
  });
});

test('the deployment is marked before the function changes and after the alias has', () => {
  const template = synthesizeStorefront();
  const [start] = Object.keys(
    template.findResources('Custom::AfterprodRelease', { Properties: { Mark: 'started' } }),
  );
  template.hasResource('AWS::Lambda::Function', { DependsOn: Match.arrayWith([start]) });
  const [alias = ''] = Object.keys(template.findResources('AWS::Lambda::Alias'));
  template.hasResource('Custom::AfterprodRelease', {
    Properties: { Mark: 'live' },
    DependsOn: Match.arrayWith([alias]),
  });
});

test('function and API are watched: what breaks for visitors pages', () => {
  const alarms = synthesizeStorefront().findResources('AWS::CloudWatch::Alarm');
  const names = Object.values(alarms).map(({ Properties }) => Properties.AlarmName);
  expect(names).toEqual(
    expect.arrayContaining([
      'shop-prod-function-window-errors',
      'shop-prod-function-window-memory',
      'shop-prod-api-window-errors',
      'shop-prod-api-window-latency-stand-in',
    ]),
  );
  synthesizeStorefront().hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-api-window-errors',
    AlarmDescription: Match.stringLikeRegexp('severity: page'),
  });
});
