import type { ErrorObject } from 'ajv';

/** `$context.error.validationErrorString`: the violations in the words of the Java validator that AWS uses. */
export function describeModelErrors(errors: readonly ErrorObject[]): string {
  const missing = errors.filter((error) => error.keyword === 'required');
  const messages = errors.filter((error) => error.keyword !== 'required').map(describeOne);
  if (missing.length > 0) messages.unshift(describeMissing(missing));
  return `[${[...new Set(messages)].join(', ')}]`;
}

function describeMissing(errors: readonly ErrorObject[]): string {
  const names = errors.map((error) => JSON.stringify(error.params['missingProperty']));
  return `object has missing required properties ([${names.sort().join(',')}])`;
}

const WORDS: Readonly<Record<string, (error: ErrorObject) => string>> = {
  type: ({ data, params }) =>
    `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${list([params['type']].flat())})`,
  enum: ({ data, params }) =>
    `instance value (${JSON.stringify(data)}) not found in enum (possible values: ${list(params['allowedValues'])})`,
  additionalProperties: ({ params }) =>
    `object instance has properties which are not allowed by the schema: [${JSON.stringify(params['additionalProperty'])}]`,
  maxLength: ({ data, params }) =>
    `string ${JSON.stringify(data)} is too long (length: ${[...String(data)].length}, maximum allowed: ${params['limit']})`,
  minLength: ({ data, params }) =>
    `string ${JSON.stringify(data)} is too short (length: ${[...String(data)].length}, required minimum: ${params['limit']})`,
  pattern: ({ data, params }) =>
    `ECMA 262 regex ${JSON.stringify(params['pattern'])} does not match input string ${JSON.stringify(data)}`,
  minimum: ({ data, params }) =>
    `numeric instance is lower than the required minimum (minimum: ${params['limit']}, found: ${data})`,
  maximum: ({ data, params }) =>
    `numeric instance is greater than the required maximum (maximum: ${params['limit']}, found: ${data})`,
  maxItems: ({ data, params }) =>
    `array is too long: must have at most ${params['limit']} elements but instance has ${length(data)} elements`,
  minItems: ({ data, params }) =>
    `array is too short: must have at least ${params['limit']} elements but instance has ${length(data)} elements`,
};

function describeOne(error: ErrorObject): string {
  return WORDS[error.keyword]?.(error) ?? `${error.instancePath || 'instance'} ${error.message}`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function list(values: unknown): string {
  return JSON.stringify(values);
}

function length(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
