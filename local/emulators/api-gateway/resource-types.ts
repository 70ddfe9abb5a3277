import type { SupportedProperties } from '../../emulator.ts';

/** What this emulator makes, and which properties count on a laptop. */
export const RESOURCE_TYPES: Readonly<Record<string, SupportedProperties>> = {
  'AWS::ApiGateway::ApiKey': {
    honoured: ['Enabled', 'Name', 'Value'],
    ignored: ['CustomerId', 'Description', 'GenerateDistinctId', 'StageKeys', 'Tags'],
  },
  'AWS::ApiGateway::Deployment': { honoured: ['RestApiId'], ignored: ['Description'] },
  'AWS::ApiGateway::GatewayResponse': {
    honoured: [
      'ResponseParameters',
      'ResponseTemplates',
      'ResponseType',
      'RestApiId',
      'StatusCode',
    ],
  },
  'AWS::ApiGateway::Method': {
    honoured: [
      'ApiKeyRequired',
      'AuthorizationType',
      'HttpMethod',
      'Integration',
      'OperationName',
      'RequestModels',
      'RequestParameters',
      'RequestValidatorId',
      'ResourceId',
      'RestApiId',
    ],
    ignored: ['MethodResponses'], // they shape SDKs; the proxy and mock integrations do not need them
  },
  'AWS::ApiGateway::Model': {
    honoured: ['Name', 'RestApiId', 'Schema'],
    ignored: ['ContentType', 'Description'],
  },
  'AWS::ApiGateway::RequestValidator': {
    honoured: ['RestApiId', 'ValidateRequestBody', 'ValidateRequestParameters'],
    ignored: ['Name'],
  },
  'AWS::ApiGateway::Resource': { honoured: ['ParentId', 'PathPart', 'RestApiId'] },
  'AWS::ApiGateway::RestApi': {
    honoured: ['ApiKeySourceType', 'BinaryMediaTypes', 'Name'],
    ignored: [
      'Description',
      'EndpointConfiguration',
      'FailOnWarnings',
      'MinimumCompressionSize',
      'Tags',
    ],
  },
  'AWS::ApiGateway::Stage': {
    honoured: ['DeploymentId', 'MethodSettings', 'RestApiId', 'StageName', 'Variables'],
    ignored: ['AccessLogSetting', 'Description', 'DocumentationVersion', 'Tags', 'TracingEnabled'],
  },
  'AWS::ApiGateway::UsagePlan': {
    honoured: ['ApiStages', 'Quota', 'Throttle'],
    ignored: ['Description', 'Tags', 'UsagePlanName'],
  },
  'AWS::ApiGateway::UsagePlanKey': { honoured: ['KeyId', 'KeyType', 'UsagePlanId'] },
};
