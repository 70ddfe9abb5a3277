import { createHash } from 'node:crypto';
import { z } from 'zod/mini';
import type { Resource } from '../../../emulator.ts';
import { checkDestination } from '../destination.ts';
import { parseFunctionReference } from '../function-reference.ts';
import { parseProperties } from '../parse-properties.ts';
import type { AnyMapping, Mapping, QueueMapping, StreamMapping } from './mapping.ts';

/** DynamoDB keeps the records of a stream for a day, so that no reader can be further behind. */
const STREAM_RETENTION_SECONDS = 86_400;

/** A batch of a queue may be larger only where it has time to fill. */
const LARGEST_BATCH_AT_ONCE = 10;

const number = z.coerce.number();

const COMMON = {
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z._default(z.stringbool({ truthy: ['true'], falsy: ['false'] }), true),
  BatchSize: z.optional(number),
  MaximumBatchingWindowInSeconds: z._default(number, 0),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
};

const StreamProperties = z.object({
  ...COMMON,
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  MaximumRetryAttempts: z._default(number, -1),
  MaximumRecordAgeInSeconds: z._default(number, -1),
  FilterCriteria: z.optional(
    z.object({ Filters: z.optional(z.array(z.object({ Pattern: z.string() }))) }),
  ),
  DestinationConfig: z.optional(
    z.object({ OnFailure: z.optional(z.object({ Destination: z.optional(z.string()) })) }),
  ),
});

const QueueProperties = z
  .object({
    ...COMMON,
    ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: number.check(z.gte(2)) })),
  })
  .check(
    z.refine(
      ({ BatchSize = 0, MaximumBatchingWindowInSeconds: window }) =>
        BatchSize <= LARGEST_BATCH_AT_ONCE || window > 0,
      {
        path: ['MaximumBatchingWindowInSeconds'],
        message: `must be above 0 for a BatchSize above ${LARGEST_BATCH_AT_ONCE}`,
      },
    ),
  );

/** The properties that count. */
export const MAPPING_PROPERTIES = [
  ...new Set([...Object.keys(StreamProperties.shape), ...Object.keys(QueueProperties.shape)]),
];

const READERS: Readonly<Record<string, (resource: Resource) => Mapping>> = {
  dynamodb: streamMapping,
  sqs: queueMapping,
};

/** Reads an `AWS::Lambda::EventSourceMapping` of a DynamoDB stream or a standard queue. */
export function declaredMapping(resource: Resource): Mapping {
  const { EventSourceArn } = resource.properties;
  const read = READERS[String(EventSourceArn).split(':')[2] ?? ''];
  if (read) return read(withTexts(resource));
  throw new Error(
    `EventSourceArn ${EventSourceArn}: the local cloud reads DynamoDB streams and queues only`,
  );
}

function streamMapping(resource: Resource): StreamMapping {
  checkOwn(resource, Object.keys(StreamProperties.shape));
  const declared = parseProperties(StreamProperties, resource);
  const { MaximumRetryAttempts, MaximumRecordAgeInSeconds } = declared;
  const onFailure = declared.DestinationConfig?.OnFailure?.Destination;
  checkDestination('DestinationConfig.OnFailure', onFailure);
  const ageSeconds =
    MaximumRecordAgeInSeconds < 0 ? STREAM_RETENTION_SECONDS : MaximumRecordAgeInSeconds;
  return {
    kind: 'stream',
    ...anyMapping(resource, declared, 100),
    filters: (declared.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern)),
    startingPosition: declared.StartingPosition,
    bisects: declared.BisectBatchOnFunctionError,
    maxRetries: MaximumRetryAttempts < 0 ? Number.POSITIVE_INFINITY : MaximumRetryAttempts,
    maxRecordAgeMs: ageSeconds * 1000,
    ...(onFailure !== undefined && { onFailure }),
  };
}

/** AWS filters queues too: nobody has needed that here. One batch at a time is within every limit of concurrency. */
function queueMapping(resource: Resource): QueueMapping {
  checkOwn(resource, Object.keys(QueueProperties.shape));
  return {
    kind: 'queue',
    ...anyMapping(resource, parseProperties(QueueProperties, resource), 10),
  };
}

/** What the other kind of source alone has. */
function checkOwn({ properties }: Resource, own: readonly string[]): void {
  const others = MAPPING_PROPERTIES.filter((name) => !own.includes(name) && name in properties);
  if (others.length === 0) return;
  throw new Error(`${others.join(', ')}: not emulated for ${String(properties['EventSourceArn'])}`);
}

function anyMapping(
  resource: Resource,
  declared: z.infer<typeof QueueProperties>,
  usualBatchSize: number,
): AnyMapping {
  return {
    uuid: uuidOf(resource),
    sourceArn: declared.EventSourceArn,
    function: parseFunctionReference(declared.FunctionName),
    isEnabled: declared.Enabled,
    batchSize: declared.BatchSize ?? usualBatchSize,
    windowMs: declared.MaximumBatchingWindowInSeconds * 1000,
    reportsItemFailures: declared.FunctionResponseTypes.length > 0,
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
