import { createHash } from 'node:crypto';
import { z } from 'zod/mini';
import type { Resource } from '../../../emulator.ts';
import { parseFunctionReference } from '../function-reference.ts';
import { parseProperties } from '../parse-properties.ts';
import type { Mapping } from './mapping.ts';

/** DynamoDB keeps the records of a stream for a day, so that no reader can be further behind. */
const STREAM_RETENTION_SECONDS = 86_400;

/** How many batches of a queue run at once where nothing else is said: AWS starts with five pollers. */
const QUEUE_CONCURRENCY = 5;

const number = z.coerce.number();

const Properties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z._default(z.stringbool({ truthy: ['true'], falsy: ['false'] }), true),
  BatchSize: z.optional(number),
  MaximumBatchingWindowInSeconds: z._default(number, 0),
  StartingPosition: z.optional(z.enum(['TRIM_HORIZON', 'LATEST'])),
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
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.optional(number) })),
});

type Declared = z.infer<typeof Properties>;

/** Reads an `AWS::Lambda::EventSourceMapping` of a DynamoDB stream or an SQS queue. */
export function declaredMapping(resource: Resource): Mapping {
  const declared = parseProperties(Properties, withTexts(resource));
  const common = {
    uuid: uuidOf(resource),
    sourceArn: declared.EventSourceArn,
    function: parseFunctionReference(declared.FunctionName),
    isEnabled: declared.Enabled,
    windowMs: declared.MaximumBatchingWindowInSeconds * 1000,
    reportsItemFailures: declared.FunctionResponseTypes.length > 0,
    filters: (declared.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern)),
  };
  const [, , service] = declared.EventSourceArn.split(':');
  if (service === 'dynamodb') return { ...common, ...streamPart(declared) };
  if (service !== 'sqs') {
    throw new Error(
      `EventSourceArn ${declared.EventSourceArn}: the local cloud reads DynamoDB streams and SQS queues only`,
    );
  }
  const maxConcurrency = declared.ScalingConfig?.MaximumConcurrency ?? QUEUE_CONCURRENCY;
  return { ...common, kind: 'queue', batchSize: declared.BatchSize ?? 10, maxConcurrency };
}

function streamPart(declared: Declared) {
  const { StartingPosition, MaximumRetryAttempts, MaximumRecordAgeInSeconds } = declared;
  if (StartingPosition === undefined) throw new Error('a stream needs a StartingPosition');
  const onFailure = declared.DestinationConfig?.OnFailure?.Destination;
  const ageSeconds =
    MaximumRecordAgeInSeconds < 0 ? STREAM_RETENTION_SECONDS : MaximumRecordAgeInSeconds;
  return {
    kind: 'stream' as const,
    batchSize: declared.BatchSize ?? 100,
    startingPosition: StartingPosition,
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
