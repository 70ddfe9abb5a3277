import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isoTime, type NowMs } from '../shared/clock.ts';
import { headerOf } from '../shared/headers.ts';
import { json } from '../shared/http.ts';
import { readJsonBody } from '../shared/json-body.ts';
import { admitPost } from './challenge/admit-post.ts';
import type { ChallengeState } from './challenge/challenge-store.ts';
import type { SpentSolution } from './challenge/check-solution.ts';
import { contactOf } from './contact.ts';
import { type Receipt, receive } from './feedback.ts';
import type { NewFeedback } from './feedback-schema.ts';
import { type IdempotencyClaim, idempotencyClaim } from './idempotency.ts';
import { secretHashOf, secretOfRetry } from './item-secret.ts';
import { parseFeedback } from './parse-feedback.ts';
import { statusUrl } from './status-url.ts';
import type { FeedbackIntake } from './store/feedback-intake.ts';

export interface PostFeedbackDependencies {
  readonly store: FeedbackIntake;
  /** Undefined while it cannot be read. */
  readonly challenge: () => Promise<ChallengeState | undefined>;
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
  dependencies: PostFeedbackDependencies,
): Promise<APIGatewayProxyResult> {
  const { now, newSecret } = dependencies;
  const sent = parseFeedback(readJsonBody(event, MAX_BYTES, { uniqueKeys: true }));
  const nowMs = now();
  const retry = retryOf(event, nowMs);
  const secretOf = retry?.secretOf ?? constant(newSecret());
  const { id, receivedAt } = await keep({ event, sent, retry, secretOf, nowMs }, dependencies);
  return json(202, { id, statusUrl: statusUrl(event, id, secretOf(id)), receivedAt });
}

interface Request {
  readonly event: APIGatewayProxyEvent;
  readonly sent: NewFeedback;
  readonly retry: Retryable | undefined;
  readonly secretOf: (id: string) => string;
  readonly nowMs: number;
}

async function keep(request: Request, dependencies: PostFeedbackDependencies): Promise<Receipt> {
  const { sent, retry, secretOf, nowMs } = request;
  const { store, currentRelease, newId } = dependencies;
  const [{ first, spent }, release] = await Promise.all([
    admission(request, dependencies),
    sent.context.release === undefined ? currentRelease() : undefined, // at once: each may have to wait for a table
  ]);
  if (first) return first;
  const mine = { id: newId(), receivedAt: isoTime(nowMs) };
  const feedback = receive(sent, mine, secretHashOf(secretOf(mine.id)), release);
  const contact = sent.contact && contactOf(sent.contact, mine.receivedAt);
  return store.add({ feedback, contact, claim: retry?.claim, spent });
}

/** What was kept before is answered as it was then: the solution of that time may be spent, or its time over. */
async function admission(
  { event, retry, nowMs }: Request,
  { store, challenge }: PostFeedbackDependencies,
): Promise<{ readonly first?: Receipt; readonly spent?: SpentSolution | undefined }> {
  try {
    return { spent: admitPost(event, await challenge(), nowMs) };
  } catch (error) {
    const first = retry && (await store.receiptOf(retry.claim));
    if (first) return { first };
    throw error;
  }
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
