import type { SupportedProperties } from '../../emulator.ts';

/** Lambda's resource types, and which of their properties count on a laptop. */
export const RESOURCE_TYPES: Readonly<Record<string, SupportedProperties>> = {
  'AWS::Lambda::Function': {
    honoured: [
      'Architectures',
      'Code',
      'DeadLetterConfig',
      'Description',
      'Environment',
      'FunctionName',
      'Handler',
      'LoggingConfig',
      'MemorySize',
      'ReservedConcurrentExecutions',
      'Role',
      'Runtime',
      'Timeout',
    ],
    ignored: ['EphemeralStorage', 'KmsKeyArn', 'RecursiveLoop', 'Tags', 'TracingConfig'],
  },
  'AWS::Lambda::Version': {
    honoured: ['Description', 'FunctionName'],
    ignored: ['CodeSha256', 'ProvisionedConcurrencyConfig'],
  },
  'AWS::Lambda::Alias': {
    honoured: ['Description', 'FunctionName', 'FunctionVersion', 'Name', 'RoutingConfig'],
    ignored: ['ProvisionedConcurrencyConfig'],
  },
  'AWS::Lambda::Permission': {
    honoured: ['Action', 'FunctionName', 'Principal', 'SourceArn'],
  },
  'AWS::Lambda::EventInvokeConfig': {
    honoured: ['FunctionName', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
  },
  'AWS::Lambda::EventSourceMapping': {
    honoured: [
      'BatchSize',
      'BisectBatchOnFunctionError',
      'DestinationConfig',
      'Enabled',
      'EventSourceArn',
      'FilterCriteria',
      'FunctionName',
      'FunctionResponseTypes',
      'MaximumBatchingWindowInSeconds',
      'MaximumRecordAgeInSeconds',
      'MaximumRetryAttempts',
      'StartingPosition',
    ],
    ignored: ['KmsKeyArn', 'MetricsConfig', 'Tags'],
  },
};
