import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { HeartbeatsApi } from '../../../lib/probes/heartbeats-api.ts';
import { onceByDefault } from '../../support/once-by-default.ts';
import { someTopics } from '../../support/topics.ts';

const synthesizeApi = onceByDefault(() => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Test');
  const api = new HeartbeatsApi(stack, 'Heartbeats', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    table: Table.fromTableName(stack, 'Table', 'shop-prod-probes'),
  });
  return { template: Template.fromStack(stack), place: stack.resolve(api.place) };
});

test('every method of the path reaches the function, which knows what to refuse; without an API key', () => {
  const methods = Object.values(
    synthesizeApi().template.findResources('AWS::ApiGateway::Method'),
  ).map(({ Properties }) => Properties);
  expect(methods.map(({ HttpMethod }) => HttpMethod).sort()).toEqual(['ANY', 'POST']);
  for (const { AuthorizationType, Integration } of methods) {
    expect(AuthorizationType).toBe('NONE');
    expect(Integration.Type).toBe('AWS_PROXY');
  }
});

test('a job is told an address as one text, and the secret of its key', () => {
  const { template, place } = synthesizeApi();
  const [secret] = Object.keys(template.findResources('AWS::SecretsManager::Secret'));
  expect(place).toEqual({
    url: { 'Fn::Join': ['', expect.arrayContaining(['https://', '.execute-api.'])] },
    keySecretArn: { Ref: secret },
  });
  expect(JSON.stringify(place.url)).toContain('/v1/heartbeats"');
});

test('jobs keep their addresses: the secret stays, and is not rotated', () => {
  const { template } = synthesizeApi();
  template.hasResource('AWS::SecretsManager::Secret', { DeletionPolicy: 'Retain' });
  template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
});

test('the function may read that secret and write beats, and nothing else', () => {
  const { template } = synthesizeApi();
  const [secret] = Object.keys(template.findResources('AWS::SecretsManager::Secret'));
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  expect(statements.filter(({ Action }) => !String(Action).startsWith('logs:'))).toEqual([
    { Action: 'dynamodb:UpdateItem', Effect: 'Allow', Resource: expect.anything() },
    { Action: 'secretsmanager:GetSecretValue', Effect: 'Allow', Resource: { Ref: secret } },
  ]);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-probes-heartbeats',
    Environment: {
      Variables: { TABLE_NAME: 'shop-prod-probes', KEY_SECRET_ARN: { Ref: secret } },
    },
  });
});

test('no log of the API tells a key', () => {
  synthesizeApi().template.hasResourceProperties('AWS::ApiGateway::Stage', {
    AccessLogSetting: Match.objectLike({
      Format: Match.stringLikeRegexp('"resourcePath":"\\$context.resourcePath"'),
    }),
    MethodSettings: [Match.objectLike({ DataTraceEnabled: false, LoggingLevel: 'ERROR' })],
  });
});
