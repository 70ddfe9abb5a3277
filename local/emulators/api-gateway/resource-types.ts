import type { SupportedProperties } from '../../emulator.ts';
import { DEFINITIONS } from './definitions.ts';

/** What this emulator makes, and which properties count on a laptop: those that the definitions read. */
export const RESOURCE_TYPES: Readonly<Record<string, SupportedProperties>> = {
  'AWS::ApiGateway::ApiKey': supported('apiKey', [
    'CustomerId',
    'Description',
    'GenerateDistinctId',
    'StageKeys',
  ]),
  'AWS::ApiGateway::Deployment': { honoured: ['RestApiId'], ignored: ['Description'] },
  'AWS::ApiGateway::GatewayResponse': supported('gatewayResponse'),
  // What `MethodResponses` says shapes SDKs; the proxy and mock integrations do not need it.
  'AWS::ApiGateway::Method': supported('method', ['MethodResponses']),
  'AWS::ApiGateway::Model': supported('model', ['ContentType', 'Description']),
  'AWS::ApiGateway::RequestValidator': supported('validator', ['Name']),
  'AWS::ApiGateway::Resource': supported('resource'),
  'AWS::ApiGateway::RestApi': supported('restApi', [
    'Description',
    'EndpointConfiguration',
    'FailOnWarnings',
    'MinimumCompressionSize',
  ]),
  'AWS::ApiGateway::Stage': supported('stage', [
    'AccessLogSetting',
    'Description',
    'TracingEnabled',
  ]),
  'AWS::ApiGateway::UsagePlan': supported('usagePlan', ['Description', 'UsagePlanName']),
  'AWS::ApiGateway::UsagePlanKey': supported('usagePlanKey', ['KeyType']),
};

function supported(
  kind: keyof typeof DEFINITIONS,
  ignored: readonly string[] = [],
): SupportedProperties {
  return { honoured: Object.keys(DEFINITIONS[kind].shape), ignored };
}
