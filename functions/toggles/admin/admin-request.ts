import type { APIGatewayProxyEvent } from 'aws-lambda';
import type * as z from 'zod/mini';
import { readJsonBody } from '../../shared/json-body.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { readQuery } from '../../shared/query.ts';
import { signedCaller } from '../../shared/signed-caller.ts';
import type { Author } from '../store/change.ts';
import { noQuery } from './admin-forms.ts';

const MAX_FORM_BYTES = 16_384;
export const MAX_TOGGLE_BYTES = 262_144;
/** A document may take 1 MB; some write it with indents. */
export const MAX_DOCUMENT_BYTES = 2_000_000;

/** Targeting may have 100 levels, and stands in a document's toggle. */
const MAX_DEPTH = 110;

/** `{key}` of the path. What is no key of a toggle is the key of none. */
export function keyOf({ pathParameters }: APIGatewayProxyEvent): string {
  return pathParameters?.key ?? '';
}

/** A toggle, or a document: still untrusted. */
export function readDefinition(event: APIGatewayProxyEvent, maxBytes: number): unknown {
  return readJsonBody(event, maxBytes, { maxDepth: MAX_DEPTH, uniqueKeys: true });
}

/** The few members of a short edit. No body is an empty form; what stands in the query would be overlooked. */
export function readForm<Form>(event: APIGatewayProxyEvent, schema: z.ZodMiniType<Form>): Form {
  readQuery(event, noQuery);
  const body = event.body ? readJsonBody(event, MAX_FORM_BYTES, { uniqueKeys: true }) : {};
  return parseWith(schema, body, 'malformed_request');
}

/** Who signed the request, and why they say they sent it. */
export function authorOf(event: APIGatewayProxyEvent, why: string | undefined): Author {
  return { who: signedCaller(event), why: why ?? `${event.httpMethod} ${event.resource}` };
}
