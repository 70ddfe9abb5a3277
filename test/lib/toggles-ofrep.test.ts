import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Toggles, type TogglesProps } from '../../lib/toggles.ts';
import { onceByDefault } from '../support/once-by-default.ts';
import { someTopics } from '../support/topics.ts';

const synthesizeOfrep = onceByDefault((props: Partial<TogglesProps> = {}) => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  new Toggles(stack, 'Toggles', {
    identity: { project: 'shop', stage: 'prod' },
    topics: someTopics(stack),
    allowedOrigins: ['*'],
    ...props,
  });
  return Template.fromStack(stack);
});

function gatewayAnswer(template: Template, ResponseType: string) {
  const found = template.findResources('AWS::ApiGateway::GatewayResponse', {
    Properties: { ResponseType },
  });
  const [{ Properties } = { Properties: {} }] = Object.values(found);
  return Properties;
}

test('offers both evaluations of OFREP, with a key', () => {
  const template = synthesizeOfrep();
  const posts = template.findResources('AWS::ApiGateway::Method', {
    Properties: { HttpMethod: 'POST', ApiKeyRequired: true },
  });
  expect(Object.keys(posts)).toHaveLength(2);
  template.hasResourceProperties('AWS::ApiGateway::Resource', { PathPart: '{key}' });
});

test('leaves every body to the function, whose answer names the toggle and the code', () => {
  const template = synthesizeOfrep();
  template.resourceCountIs('AWS::ApiGateway::Model', 0);
  template.allResourcesProperties('AWS::ApiGateway::Method', { RequestModels: Match.absent() });
});

test('lets pages send If-None-Match, and read ETag and Retry-After', () => {
  synthesizeOfrep().hasResourceProperties('AWS::ApiGateway::Method', {
    HttpMethod: 'OPTIONS',
    Integration: Match.objectLike({
      IntegrationResponses: [
        Match.objectLike({
          ResponseParameters: Match.objectLike({
            'method.response.header.Access-Control-Allow-Headers':
              "'Content-Type,X-Api-Key,If-None-Match'",
            'method.response.header.Access-Control-Expose-Headers': "'ETag,Retry-After'",
            'method.response.header.Access-Control-Max-Age': "'7200'",
          }),
        }),
      ],
    }),
  });
});

test('words what the gateway answers as OFREP does', () => {
  const template = synthesizeOfrep();
  for (const type of ['THROTTLED', 'INVALID_API_KEY', 'REQUEST_TOO_LARGE', 'DEFAULT_5XX']) {
    const { ResponseTemplates, ResponseParameters } = gatewayAnswer(template, type);
    expect(JSON.parse(ResponseTemplates['application/json'])).toEqual({
      errorCode: 'GENERAL',
      errorDetails: expect.any(String),
    });
    expect(ResponseParameters).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/json'",
      'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
    });
  }
});

test('tells too eager callers when to come back, pages as well', () => {
  expect(gatewayAnswer(synthesizeOfrep(), 'THROTTLED')).toMatchObject({
    StatusCode: '429',
    ResponseParameters: {
      'gatewayresponse.header.Retry-After': "'1'",
      'gatewayresponse.header.Access-Control-Expose-Headers': "'Retry-After'",
    },
  });
});

test('calls a missing key 401, as OFREP does, where API Gateway would say 403', () => {
  expect(gatewayAnswer(synthesizeOfrep(), 'INVALID_API_KEY')).toMatchObject({
    StatusCode: '401',
    ResponseParameters: { 'gatewayresponse.header.WWW-Authenticate': "'ApiKey'" },
  });
});

test('has one key without clients, the publishable one, and a function that knows no other', () => {
  const template = synthesizeOfrep();
  template.resourceCountIs('AWS::ApiGateway::ApiKey', 1);
  template.hasResourceProperties('AWS::ApiGateway::ApiKey', {
    Name: 'shop-prod-toggles',
    Value: Match.stringLikeRegexp('^pk-'),
  });
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-toggles-ofrep',
    Environment: { Variables: Match.objectLike({ CLIENT_KEY_IDS: '' }) },
  });
});

describe('with clients', () => {
  const clients = ['backend', 'batch-2'];

  test('gives each a key whose value no template tells', () => {
    const template = synthesizeOfrep({ clients });
    for (const client of clients) {
      template.hasResourceProperties('AWS::ApiGateway::ApiKey', {
        Name: `shop-prod-toggles-${client}`,
        Enabled: true,
        Value: Match.absent(),
        StageKeys: Match.absent(),
      });
    }
    template.resourceCountIs('AWS::ApiGateway::UsagePlanKey', 3);
  });

  test('puts out the id of each key, with the command that shows its value', () => {
    const template = synthesizeOfrep({ clients });
    const keys = template.findResources('AWS::ApiGateway::ApiKey', {
      Properties: { Name: 'shop-prod-toggles-backend' },
    });
    const outputs = Object.values(
      template.findOutputs('*', { Value: { Ref: Object.keys(keys)[0] } }),
    );
    expect(outputs).toEqual([
      expect.objectContaining({
        Description: expect.stringContaining('aws apigateway get-api-key --include-value'),
      }),
    ]);
  });

  test('tells the function which keys they are', () => {
    const template = synthesizeOfrep({ clients });
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'shop-prod-toggles-ofrep',
      Environment: {
        Variables: Match.objectLike({
          CLIENT_KEY_IDS: {
            'Fn::Join': [
              '',
              [
                { Ref: Match.stringLikeRegexp('backend') },
                ',',
                { Ref: Match.stringLikeRegexp('batch2') },
              ],
            ],
          },
        }),
      },
    });
  });

  test('leaves each its own share of the API', () => {
    const template = synthesizeOfrep({ clients });
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: { RateLimit: 500, BurstLimit: 1_000 },
    });
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [
        Match.objectLike({ ThrottlingRateLimit: 1_500, ThrottlingBurstLimit: 3_000 }),
      ],
    });
  });
});

test('tells what a page is built with, as outputs of the stack', () => {
  const outputs = Object.entries(synthesizeOfrep().findOutputs('*'));
  const outputOf = (name: RegExp) => outputs.find(([id]) => name.test(id))?.[1]?.['Value'];
  expect(outputOf(/Ofrepurl/)).toMatchObject({ 'Fn::Join': expect.anything() });
  expect(outputOf(/Ofreppublishablekey/)).toMatch(/^pk-[0-9a-f]{32}$/);
});
