import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerOf } from '../../shared/headers.ts';
import { Problem } from '../../shared/problem.ts';
import { isSecret } from '../item-secret.ts';
import type { FeedbackRecord, FeedbackStore } from '../store/feedback-store.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** RFC 6750. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]{1,200}=*)$/i;

/**
 * The feedback that a request is about, for its reporter alone. To everybody else it is not there: a wrong secret and
 * an unknown id are answered alike.
 */
export async function ownFeedback(
  event: APIGatewayProxyEvent,
  store: Pick<FeedbackStore, 'read'>,
): Promise<FeedbackRecord> {
  const secret = bearerOf(event);
  const id = event.pathParameters?.['id'] ?? '';
  // An id that we never gave is not looked for: DynamoDB refuses keys that are too long.
  const found = UUID.test(id) ? await store.read(id) : undefined;
  if (!found || !isSecret(secret, found.feedback.secretHash)) {
    throw new Problem('not_found', 'No feedback has this id and this secret');
  }
  return found;
}

function bearerOf(event: APIGatewayProxyEvent): string {
  const [, secret] = BEARER.exec(headerOf(event, 'authorization')?.trim() ?? '') ?? [];
  if (secret !== undefined) return secret;
  const rule = 'Send Authorization: Bearer with what stands after # in the statusUrl';
  throw new Problem('unauthorized', rule, { headers: { 'www-authenticate': 'Bearer' } });
}
