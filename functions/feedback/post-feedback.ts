import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isoTime, type NowMs } from '../shared/clock.ts';
import { headerOf } from '../shared/headers.ts';
import { json } from '../shared/http.ts';
import { readJsonBody } from '../shared/json-body.ts';
import { receive } from './feedback.ts';
import type { FeedbackStore } from './feedback-store.ts';
import { type IdempotencyClaim, idempotencyClaim } from './idempotency.ts';
import { parseFeedback } from './parse-feedback.ts';

export interface PostFeedbackDependencies {
  readonly store: FeedbackStore;
  readonly currentRelease: () => Promise<string | undefined>;
  readonly now: NowMs;
  readonly newId: () => string;
  /** Told of each feedback that was kept. */
  readonly onKept: (receivedAtMs: number) => void;
}

const MAX_BYTES = 16_384;

/** Takes one request to 202: kept durably when it is answered. */
export async function postFeedback(
  event: APIGatewayProxyEvent,
  { store, currentRelease, now, newId, onKept }: PostFeedbackDependencies,
): Promise<APIGatewayProxyResult> {
  const sent = parseFeedback(readJsonBody(event, MAX_BYTES));
  const nowMs = now();
  const claim = claimOf(event, nowMs);
  const release = sent.context.release === undefined ? await currentRelease() : undefined;
  const feedback = receive(sent, { id: newId(), receivedAt: isoTime(nowMs) }, release);
  const receipt = await store.add(feedback, claim);
  if (receipt.id === feedback.id) onKept(nowMs);
  return json(202, receipt);
}

function claimOf(event: APIGatewayProxyEvent, nowMs: number): IdempotencyClaim | undefined {
  const key = headerOf(event, 'idempotency-key');
  if (key === undefined) return undefined;
  const tenant = event.requestContext.identity.apiKeyId ?? '';
  return idempotencyClaim(tenant, key, event.body ?? '', nowMs);
}
