import { createHash } from 'node:crypto';
import { z } from 'zod/mini';
import type { Resource } from '../../../emulator.ts';
import { checkDestination } from '../destination.ts';
import { parseFunctionReference } from '../function-reference.ts';
import { parseProperties } from '../parse-properties.ts';
import type { Mapping } from './mapping.ts';

/** DynamoDB keeps the records of a stream for a day, so that no reader can be further behind. */
const STREAM_RETENTION_SECONDS = 86_400;

const number = z.coerce.number();

const Properties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z._default(z.stringbool({ truthy: ['true'], falsy: ['false'] }), true),
  BatchSize: z.optional(number),
  MaximumBatchingWindowInSeconds: z._default(number, 0),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  MaximumRetryAttempts: z._default(number, -1),
  MaximumRecordAgeInSeconds: z._default(number, -1),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
  FilterCriteria: z.optional(
    z.object({ Filters: z.optional(z.array(z.object({ Pattern: z.string() }))) }),
  ),
  DestinationConfig: z.optional(
    z.object({ OnFailure: z.optional(z.object({ Destination: z.optional(z.string()) })) }),
  ),
});

/** The properties that count. */
export const MAPPING_PROPERTIES = Object.keys(Properties.shape);

/** Reads an `AWS::Lambda::EventSourceMapping` of a DynamoDB stream. */
export function declaredMapping(resource: Resource): Mapping {
  const declared = parseProperties(Properties, withTexts(resource));
  const { EventSourceArn, MaximumRetryAttempts, MaximumRecordAgeInSeconds } = declared;
  if (EventSourceArn.split(':')[2] !== 'dynamodb') {
    throw new Error(
      `EventSourceArn ${EventSourceArn}: the local cloud reads DynamoDB streams only`,
    );
  }
  const onFailure = declared.DestinationConfig?.OnFailure?.Destination;
  checkDestination('DestinationConfig.OnFailure', onFailure);
  const ageSeconds =
    MaximumRecordAgeInSeconds < 0 ? STREAM_RETENTION_SECONDS : MaximumRecordAgeInSeconds;
  return {
    uuid: uuidOf(resource),
    sourceArn: EventSourceArn,
    function: parseFunctionReference(declared.FunctionName),
    isEnabled: declared.Enabled,
    batchSize: declared.BatchSize ?? 100,
    windowMs: declared.MaximumBatchingWindowInSeconds * 1000,
    reportsItemFailures: declared.FunctionResponseTypes.length > 0,
    filters: (declared.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern)),
    startingPosition: declared.StartingPosition,
    bisects: declared.BisectBatchOnFunctionError,
    maxRetries: MaximumRetryAttempts < 0 ? Number.POSITIVE_INFINITY : MaximumRetryAttempts,
    maxRecordAgeMs: ageSeconds * 1000,
    ...(onFailure !== undefined && { onFailure }),
  };
}

/** CloudFormation takes `true` and `"true"`. */
function withTexts(resource: Resource): Resource {
  const { Enabled, ...others } = resource.properties;
  if (Enabled === undefined) return resource;
  return { ...resource, properties: { ...others, Enabled: String(Enabled) } };
}

/** The same at every start. */
function uuidOf({ stackName, logicalId }: Resource): string {
  const hex = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
