import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { parseWith } from './parse-with.ts';
import { Problem } from './problem.ts';

/** The query of a request, as strict as a body: an unknown name and one that is sent twice are refused. */
export function readQuery<Output>(
  { multiValueQueryStringParameters }: APIGatewayProxyEvent,
  schema: z.ZodMiniType<Output>,
): Output {
  const all = Object.entries(multiValueQueryStringParameters ?? {});
  const twice = all.find(([, values]) => (values?.length ?? 0) > 1);
  if (twice) throw new Problem('malformed_request', 'Send each query parameter once');
  const query = Object.fromEntries(all.map(([name, values]) => [name, values?.[0] ?? '']));
  return parseWith(schema, query, 'malformed_request');
}

/** A whole number that came as text. Both ends count. */
export function numberText(least: number, most: number) {
  return z.pipe(
    z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number)),
    z.int().check(z.gte(least), z.lte(most)),
  );
}
