import type { SupportedProperties } from '../../emulator.ts';
import { ALIAS_PROPERTIES } from './alias-resource.ts';
import { EVENT_INVOKE_CONFIG_PROPERTIES } from './event-invoke-config-resource.ts';
import { MAPPING_PROPERTIES } from './event-sources/mapping-resource.ts';
import { FUNCTION_PROPERTIES } from './function-resource.ts';
import { PERMISSION_PROPERTIES } from './permission-resource.ts';

/** Lambda's resource types, and which of their properties count on a laptop. */
export const RESOURCE_TYPES: Readonly<Record<string, SupportedProperties>> = {
  'AWS::Lambda::Function': {
    honoured: FUNCTION_PROPERTIES,
    // Without its VPC a function reaches what the laptop reaches.
    ignored: ['EphemeralStorage', 'KmsKeyArn', 'RecursiveLoop', 'TracingConfig', 'VpcConfig'],
  },
  'AWS::Lambda::Version': {
    honoured: ['Description', 'FunctionName'],
    ignored: ['CodeSha256', 'ProvisionedConcurrencyConfig'],
  },
  'AWS::Lambda::Alias': {
    honoured: ALIAS_PROPERTIES,
    ignored: ['ProvisionedConcurrencyConfig'],
  },
  'AWS::Lambda::Permission': { honoured: PERMISSION_PROPERTIES },
  'AWS::Lambda::EventInvokeConfig': { honoured: EVENT_INVOKE_CONFIG_PROPERTIES },
  'AWS::Lambda::EventSourceMapping': {
    honoured: MAPPING_PROPERTIES,
    ignored: ['KmsKeyArn', 'MetricsConfig'],
  },
};
