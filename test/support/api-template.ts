import type { Template } from '../../local/template/template.ts';

type Properties = Readonly<Record<string, unknown>>;
type Resources = Record<string, { Type: string; Properties: Properties }>;

/** The function that the test APIs call, as its ARN stands in integrations. */
export const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:echo';

/** One API with a stage `prod`; each test adds what it is about. */
export function apiTemplate(more: Resources = {}, api: Properties = {}, stage: Properties = {}) {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop-prod-feedback', ...api } },
      ...more,
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId: { Ref: 'Api' } },
      },
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId: { Ref: 'Api' },
          StageName: 'prod',
          DeploymentId: { Ref: 'Deployment' },
          ...stage,
        },
      },
    },
  } satisfies Template;
}

/** A resource below the root (or below `parent`), and nothing else. */
export function pathPart(part: string, parent?: string) {
  return {
    Type: 'AWS::ApiGateway::Resource',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ParentId: parent ? { Ref: parent } : { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      PathPart: part,
    },
  };
}

/** A method that calls the function, on the root unless `resource` names another. */
export function lambdaMethod(httpMethod: string, resource?: string, more: Properties = {}) {
  const Uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;
  return method(httpMethod, resource, {
    Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri },
    ...more,
  });
}

export function method(httpMethod: string, resource: string | undefined, more: Properties) {
  return {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: resource ? { Ref: resource } : { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: httpMethod,
      AuthorizationType: 'NONE',
      ...more,
    },
  };
}

/** Any other part of the API. */
export function part(type: string, properties: Properties) {
  return {
    Type: `AWS::ApiGateway::${type}`,
    Properties: { RestApiId: { Ref: 'Api' }, ...properties },
  };
}
