import type { APIGatewayProxyEvent } from 'aws-lambda';
import { headerOf } from '../../shared/headers.ts';
import { Problem } from '../../shared/problem.ts';
import { isSecret } from '../item-secret.ts';
import type { FeedbackRecord, FeedbackStore } from '../store/feedback-store.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** RFC 6750. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]{1,200}=*)$/i;

/** Feedback, read by its reporter. */
export interface OwnFeedback extends FeedbackRecord {
  /** Whether the secret came out of a mail: then its reporter reads what is sent to the address. */
  readonly isMailboxProven: boolean;
}

/**
 * The feedback that a request is about, for its reporter alone. To everybody else it is not there: a wrong secret and
 * an unknown id are answered alike. The secret of the 202 opens it, and that of the mails about it.
 */
export async function ownFeedback(
  event: APIGatewayProxyEvent,
  store: Pick<FeedbackStore, 'read'>,
): Promise<OwnFeedback> {
  const secret = bearerOf(event);
  const id = event.pathParameters?.['id'] ?? '';
  // An id that we never gave is not looked for: DynamoDB refuses keys that are too long.
  const found = UUID.test(id) ? await store.read(id) : undefined;
  const isMailboxProven = isSecret(secret, found?.contact?.mailSecretHash ?? '');
  if (!found || !(isMailboxProven || isSecret(secret, found.feedback.secretHash))) {
    throw new Problem('not_found', 'No feedback has this id and this secret');
  }
  return { ...found, isMailboxProven };
}

function bearerOf(event: APIGatewayProxyEvent): string {
  const [, secret] = BEARER.exec(headerOf(event, 'authorization')?.trim() ?? '') ?? [];
  if (secret !== undefined) return secret;
  const rule = 'Send Authorization: Bearer with what stands after # in the statusUrl';
  throw new Problem('unauthorized', rule, { headers: { 'www-authenticate': 'Bearer' } });
}
