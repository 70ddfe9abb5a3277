import { AwsError } from '../../../aws-error.ts';
import type { Cloud, Operation } from '../../../emulator.ts';
import { formatFunctionArn } from '../function-reference.ts';
import type { EventSources } from './event-sources.ts';
import type { Mapping } from './mapping.ts';

/** What can be asked about event source mappings. */
export function mappingOperations(cloud: Cloud, sources: EventSources): Record<string, Operation> {
  return {
    ListEventSourceMappings: {
      run: async ({ EventSourceArn, FunctionName }) => ({
        EventSourceMappings: sources
          .mappings()
          .filter(({ sourceArn }) => EventSourceArn === undefined || sourceArn === EventSourceArn)
          .filter(
            ({ function: { functionName } }) =>
              FunctionName === undefined || functionName === FunctionName,
          )
          .map((mapping) => shapeOf(cloud, mapping)),
      }),
    },
    GetEventSourceMapping: {
      async run({ UUID }) {
        const found = sources.mappings().find(({ uuid }) => uuid === UUID);
        if (found) return shapeOf(cloud, found);
        throw new AwsError(
          'ResourceNotFoundException',
          'The resource you requested does not exist.',
          { statusCode: 404, members: { Type: 'User' } },
        );
      },
    },
  };
}

function shapeOf(cloud: Cloud, mapping: Mapping): object {
  return {
    UUID: mapping.uuid,
    EventSourceArn: mapping.sourceArn,
    FunctionArn: formatFunctionArn(cloud, mapping.function),
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowMs / 1000,
    State: mapping.isEnabled ? 'Enabled' : 'Disabled',
    FunctionResponseTypes: mapping.reportsItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(mapping.kind === 'stream' && {
      StartingPosition: mapping.startingPosition,
      BisectBatchOnFunctionError: mapping.bisects,
      MaximumRetryAttempts: Number.isFinite(mapping.maxRetries) ? mapping.maxRetries : -1,
    }),
    ...(mapping.kind === 'queue' && {
      ScalingConfig: { MaximumConcurrency: mapping.maxConcurrency },
    }),
  };
}
