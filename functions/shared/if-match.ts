import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerOf } from './headers.ts';
import { Problem } from './problem.ts';

const TAG = '"[!#-~]*"';
const TAGS = new RegExp(`^${TAG}(\\s*,\\s*${TAG})*$`);

/** The tags of `If-Match`, without their quotes; undefined where it was not sent. */
export function ifMatch(event: APIGatewayProxyEvent): readonly string[] | undefined {
  const header = headerOf(event, 'if-match')?.trim();
  if (header === undefined) return undefined;
  // `*` would replace what nobody has read, and weak tags never match (RFC 9110, 13.1.1)
  if (!TAGS.test(header)) {
    const rule = 'If-Match must be what an ETag of this API was, in its quotes, e.g. "12"';
    throw new Problem('malformed_request', rule);
  }
  return (header.match(new RegExp(TAG, 'g')) ?? []).map((tag) => tag.slice(1, -1));
}
