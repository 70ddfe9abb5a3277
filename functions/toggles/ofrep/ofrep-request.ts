import type { APIGatewayProxyEvent } from 'aws-lambda';
import { readJsonBody } from '../../shared/json-body.ts';
import type { EvaluationContext } from '../reader/evaluation.ts';
import { OfrepError } from './ofrep-error.ts';

/** A context of 10 kB is taken, with room for how it is written. */
const MAX_BYTES = 16_384;

/**
 * The evaluation context of an OFREP request. An empty body, and one without a context, stand for an empty context.
 * Throws an OfrepError for what is no context, and a Problem for what is no JSON body or over 16 kB.
 */
export function readContext(event: APIGatewayProxyEvent): EvaluationContext {
  if (!event.body) return {};
  const body = readJsonBody(event, MAX_BYTES);
  if (!isObject(body)) throw new OfrepError('PARSE_ERROR', 'The body must be a JSON object');
  const context = body.context ?? {};
  if (!isObject(context)) throw new OfrepError('INVALID_CONTEXT', 'context must be an object');
  const { targetingKey, ...attributes } = context;
  if (targetingKey === undefined) return attributes;
  if (typeof targetingKey !== 'string') {
    throw new OfrepError('INVALID_CONTEXT', 'targetingKey must be a string');
  }
  return { ...attributes, targetingKey };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
