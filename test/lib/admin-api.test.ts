import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { AdminApi } from '../../lib/admin-api.ts';
import { someTopics } from '../support/topics.ts';

const ROUTES = ['GET /v1/things', 'PUT /v1/things/{id}', 'POST /v1/things/{id}/mend'] as const;

function createApi() {
  const stack = new Stack(new App(), 'Test');
  const api = new AdminApi(stack, 'Admin', {
    identity: { project: 'shop', stage: 'prod' },
    noun: 'things-admin',
    description: 'Mends things.',
    topics: someTopics(stack),
    throttle: { rate: 5, burst: 10 },
    routes: ROUTES,
    function: new LambdaFunction(stack, 'Answerer', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => ({ statusCode: 200, body: "" });'),
    }),
  });
  const caller = new Role(stack, 'Caller', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  return { stack, api, caller };
}

function methodsOf(template: Template): readonly Record<string, unknown>[] {
  return Object.values(template.findResources('AWS::ApiGateway::Method')).map(
    ({ Properties }) => Properties,
  );
}

test('every method wants a signature, and nothing answers without one: no CORS, no mock', () => {
  const methods = methodsOf(Template.fromStack(createApi().stack));
  expect(methods.map(({ HttpMethod }) => HttpMethod).sort()).toEqual([
    'ANY', // {proxy+}: what is no route
    'ANY',
    'ANY',
    'ANY',
    'GET',
    'POST',
    'PUT',
  ]);
  for (const method of methods) {
    expect(method).toMatchObject({
      AuthorizationType: 'AWS_IAM',
      Integration: { Type: 'AWS_PROXY' },
    });
  }
});

test('the function has one permission, however many routes there are, and for its stage alone', () => {
  const permissions = Template.fromStack(createApi().stack).findResources(
    'AWS::Lambda::Permission',
  );
  expect(Object.values(permissions)).toHaveLength(1);
  expect(JSON.stringify(permissions)).toContain('/prod/*/*');
});

test('one role may have single routes', () => {
  const { stack, api, caller } = createApi();
  api.grantInvoke(caller, 'POST /v1/things/{id}/mend');
  const policy = Template.fromStack(stack).findResources('AWS::IAM::Policy');
  const text = JSON.stringify(policy);
  expect(text).toContain('execute-api:Invoke');
  expect(text).toContain('/POST/v1/things/*/mend');
  expect(text).not.toContain('/PUT/');
});

test('or all that there are, of this stage', () => {
  const { stack, api, caller } = createApi();
  api.grantInvoke(caller);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [Match.objectLike({ Action: 'execute-api:Invoke', Resource: Match.anyValue() })],
    },
  });
  const text = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  for (const part of ['/GET/v1/things"', '/PUT/v1/things/*"', '/POST/v1/things/*/mend"']) {
    expect(text).toContain(part);
  }
});

test('is throttled, logs who called, and makes a ticket of each 5xx', () => {
  const template = Template.fromStack(createApi().stack);
  template.hasResourceProperties('AWS::ApiGateway::Stage', {
    StageName: 'prod',
    AccessLogSetting: Match.objectLike({
      Format: Match.stringLikeRegexp('"caller":"\\$context.identity.userArn"'),
    }),
    MethodSettings: [
      Match.objectLike({
        ThrottlingRateLimit: 5,
        ThrottlingBurstLimit: 10,
        DataTraceEnabled: false,
      }),
    ],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-things-admin-api-errors',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('ticket') }],
  });
});

test.each(['ACCESS_DENIED', 'INVALID_SIGNATURE', 'EXPIRED_TOKEN', 'MISSING_AUTHENTICATION_TOKEN'])(
  '%s is a 403 with the reason that IAM gives, and not for pages',
  (type) => {
    const [answer] = Object.values(
      Template.fromStack(createApi().stack).findResources('AWS::ApiGateway::GatewayResponse', {
        Properties: { ResponseType: type },
      }),
    );
    const { StatusCode, ResponseParameters, ResponseTemplates } = answer?.Properties ?? {};
    expect(StatusCode).toBe('403');
    expect(Object.keys(ResponseParameters)).not.toContain(
      'gatewayresponse.header.Access-Control-Allow-Origin',
    );
    const template: string = ResponseTemplates['application/json'];
    const filled = template.replace('$context.error.messageString', '"not \\"authorized\\""');
    expect(JSON.parse(filled)).toMatchObject({
      type: 'urn:afterprod:problem:forbidden',
      status: 403,
      detail: 'not "authorized"',
    });
  },
);
