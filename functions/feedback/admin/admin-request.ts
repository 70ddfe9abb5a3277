import type { APIGatewayProxyEvent } from 'aws-lambda';
import type * as z from 'zod/mini';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { ifMatch } from '../../shared/if-match.ts';
import { readJsonBody } from '../../shared/json-body.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { readQuery } from '../../shared/query.ts';
import { signedCaller } from '../../shared/signed-caller.ts';
import type { Author } from '../edits/author.ts';
import { PLAIN_TEXT_DETAILS } from '../plain-text-details.ts';
import { noQuery } from './admin-forms.ts';

const MAX_FORM_BYTES = 16_384;

/** `{id}` of the path. What is no id is that of no feedback. */
export function idOf({ pathParameters }: APIGatewayProxyEvent): string {
  return pathParameters?.id ?? '';
}

/** The few members of a change. What stands in the query would be overlooked. */
export function readForm<Form>(event: APIGatewayProxyEvent, schema: z.ZodMiniType<Form>): Form {
  readQuery(event, noQuery);
  const body = readJsonBody(event, MAX_FORM_BYTES, { uniqueKeys: true });
  return parseWith(schema, body, 'malformed_request', PLAIN_TEXT_DETAILS);
}

export function authorOf(event: APIGatewayProxyEvent, now: NowMs): Author {
  return { who: signedCaller(event), at: isoTime(now()) };
}

/** What `If-Match` names; undefined where it was not sent. A tag that is no revision matches none. */
export function revisionsOf(event: APIGatewayProxyEvent): readonly number[] | undefined {
  return ifMatch(event)?.map((tag) => (/^\d{1,15}$/.test(tag) ? Number(tag) : Number.NaN));
}
