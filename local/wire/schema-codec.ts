import { NormalizedSchema } from '@smithy/core/schema';

/**
 * The one file that knows the SDK clients' schemas, which are internal to the SDK (its version is pinned): where to
 * find an operation's input and output, and how their members travel.
 */
export type Schema = NormalizedSchema;

export interface OperationSchema {
  readonly name: string;
  readonly input: Schema;
  readonly output: Schema;
  /** For restJson: method, path template, status of success. */
  readonly http?: readonly [string, string, number];
}

/** Every operation that an SDK client package knows, by name. */
export function operationsOf(client: object): ReadonlyMap<string, OperationSchema> {
  const operations = Object.values(client).filter(isOperation).map(toOperation);
  return new Map(operations.map((operation) => [operation.name, operation]));
}

/** AWS's name and status for an error in the older Query protocol, e.g. `AWS.SimpleQueueService.NonExistentQueue`. */
export function queryErrorOf(client: object, code: string): readonly [string, number] | undefined {
  const error: unknown = Reflect.get(client, `${code}$`);
  if (!Array.isArray(error) || error[0] !== ERROR) return undefined;
  const { awsQueryError } = NormalizedSchema.of(error as unknown as SchemaRef).getMergedTraits();
  return Array.isArray(awsQueryError)
    ? [String(awsQueryError[0]), Number(awsQueryError[1])]
    : undefined;
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
type StaticOperation = readonly [number, string, string, unknown, SchemaRef, SchemaRef];

const OPERATION = 9;
const ERROR = -3;

function isOperation(value: unknown): value is StaticOperation {
  return Array.isArray(value) && value[0] === OPERATION && value.length >= 6;
}

function toOperation([, , name, traits, input, output]: StaticOperation): OperationSchema {
  const http = typeof traits === 'object' && traits !== null && 'http' in traits && traits.http;
  return {
    name,
    input: NormalizedSchema.of(unwrapped(input)),
    output: NormalizedSchema.of(unwrapped(output)),
    ...(Array.isArray(http) ? { http: [http[0], http[1], http[2]] as const } : {}),
  };
}

function unwrapped(ref: SchemaRef): SchemaRef {
  return typeof ref === 'function' ? (ref as () => SchemaRef)() : ref;
}
