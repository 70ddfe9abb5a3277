import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isoTime, type NowMs } from '../shared/clock.ts';
import { headerOf } from '../shared/headers.ts';
import { json } from '../shared/http.ts';
import { readJsonBody } from '../shared/json-body.ts';
import { contactOf } from './contact.ts';
import { receive } from './feedback.ts';
import { type IdempotencyClaim, idempotencyClaim } from './idempotency.ts';
import { secretHashOf, secretOfRetry } from './item-secret.ts';
import { parseFeedback } from './parse-feedback.ts';
import { statusUrl } from './status-url.ts';
import type { FeedbackStore } from './store/feedback-store.ts';

export interface PostFeedbackDependencies {
  readonly store: Pick<FeedbackStore, 'add'>;
  readonly currentRelease: () => Promise<string | undefined>;
  readonly now: NowMs;
  readonly newId: () => string;
  /** Nobody can guess it: 128 random bits at least. */
  readonly newSecret: () => string;
}

const MAX_BYTES = 16_384;

/** Takes one request to 202: kept durably when it is answered. */
export async function postFeedback(
  event: APIGatewayProxyEvent,
  { store, currentRelease, now, newId, newSecret }: PostFeedbackDependencies,
): Promise<APIGatewayProxyResult> {
  const sent = parseFeedback(readJsonBody(event, MAX_BYTES, { uniqueKeys: true }));
  const nowMs = now();
  const retry = retryOf(event, nowMs);
  const secretOf = retry?.secretOf ?? constant(newSecret());
  const release = sent.context.release === undefined ? await currentRelease() : undefined;
  const mine = { id: newId(), receivedAt: isoTime(nowMs) };
  const feedback = receive(sent, mine, secretHashOf(secretOf(mine.id)), release);
  const contact = sent.contact && contactOf(sent.contact, mine.receivedAt);
  const { id, receivedAt } = await store.add(feedback, contact, retry?.claim);
  return json(202, { id, statusUrl: statusUrl(event, id, secretOf(id)), receivedAt });
}

interface Retryable {
  readonly claim: IdempotencyClaim;
  readonly secretOf: (id: string) => string;
}

function retryOf(event: APIGatewayProxyEvent, nowMs: number): Retryable | undefined {
  const idempotencyKey = headerOf(event, 'idempotency-key');
  if (idempotencyKey === undefined) return undefined;
  const tenant = event.requestContext.identity.apiKeyId ?? '';
  const body = event.body ?? '';
  return {
    claim: idempotencyClaim(tenant, idempotencyKey, body, nowMs),
    secretOf: (id) => secretOfRetry({ id, idempotencyKey, body }),
  };
}

function constant(secret: string): () => string {
  return () => secret;
}
