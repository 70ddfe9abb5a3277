import { NormalizedSchema } from '@smithy/core/schema';
import type { AwsError } from '../aws-error.ts';

/**
 * The one file that knows the SDK clients' schemas, which are internal to the SDK (its version is pinned): where to
 * find an operation's input and output, and AWS's names and statuses of errors.
 */
export type Schema = NormalizedSchema;

export interface ServiceSchema {
  readonly operations: ReadonlyMap<string, OperationSchema>;
  /** An error's status, and its code in the older Query protocol, e.g. `AWS.SimpleQueueService.NonExistentQueue`. */
  errorOf(error: AwsError): WireError;
}

export interface OperationSchema {
  readonly name: string;
  readonly input: Schema;
  readonly output: Schema;
  /** For restJson: method, path template, status of success. */
  readonly http?: HttpTrait;
}

export type HttpTrait = readonly [method: string, path: string, status: number];

export interface WireError {
  readonly code: string;
  readonly status: number;
  /** Whether `code` is another than the error's own. */
  readonly queryCompatible: boolean;
}

/** What an SDK client package knows of its service; without a package, nothing: JSON passes through as it is. */
export function serviceSchema(client: object = {}): ServiceSchema {
  const operations = Object.values(client).filter(isOperation).map(toOperation);
  return {
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    errorOf: (error) => toWireError(error, Reflect.get(client, `${error.code}$`)),
  };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
type StaticOperation = readonly [number, string, string, unknown, SchemaRef, SchemaRef];

/** The SDK's marks for kinds of schema. */
const OPERATION = 9;
const ERROR = -3;

/** The status of an `AwsError` that names none; the service's own schema then decides. */
const DEFAULT_STATUS = 400;

function toWireError(error: AwsError, schema: unknown): WireError {
  if (!isError(schema)) {
    return { code: error.code, status: error.statusCode, queryCompatible: false };
  }
  const { awsQueryError, httpError } = NormalizedSchema.of(schema).getMergedTraits();
  const [code = error.code, queryStatus] = Array.isArray(awsQueryError) ? awsQueryError : [];
  const ownStatus = error.statusCode === DEFAULT_STATUS ? undefined : error.statusCode;
  return {
    code: String(code),
    status: Number(ownStatus ?? queryStatus ?? httpError ?? DEFAULT_STATUS),
    queryCompatible: Array.isArray(awsQueryError),
  };
}

function isError(value: unknown): value is Exclude<SchemaRef, string | number | symbol> {
  return Array.isArray(value) && value[0] === ERROR;
}

function isOperation(value: unknown): value is StaticOperation {
  return Array.isArray(value) && value[0] === OPERATION && value.length >= 6;
}

function toOperation([, , name, traits, input, output]: StaticOperation): OperationSchema {
  const http = typeof traits === 'object' && traits !== null && 'http' in traits && traits.http;
  return {
    name,
    input: NormalizedSchema.of(unwrapped(input)),
    output: NormalizedSchema.of(unwrapped(output)),
    ...(isHttpTrait(http) ? { http } : {}),
  };
}

function isHttpTrait(value: unknown): value is HttpTrait {
  return Array.isArray(value) && value.length === 3;
}

/** Schemas refer to each other lazily, through functions. */
function unwrapped(ref: SchemaRef): SchemaRef {
  return typeof ref === 'function' ? (ref as () => SchemaRef)() : ref;
}
