import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { secretHashOf } from '../../functions/feedback/item-secret.ts';
import { MemoryFeedbackStore } from '../../functions/feedback/store/memory-feedback-store.ts';
import { apiEvent } from './api-event.ts';
import { FEEDBACK } from './feedback-store-contract.ts';

export const SECRET = 'the-secret-of-the-reporter';

/** Feedback whose reporter has `SECRET`. */
export const OWN = { ...FEEDBACK, secretHash: secretHashOf(SECRET) } as const;

export interface OwnRequest {
  readonly method?: string;
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
}

/** What its reporter sends about `OWN`, but for what differs. */
export function ownEvent(request: OwnRequest = {}): APIGatewayProxyEvent {
  const { id = OWN.id, method = 'GET', headers = {}, body = null } = request;
  return apiEvent({
    method,
    path: `/v1/feedback/${id}`,
    pathParameters: { id },
    headers: { Authorization: `Bearer ${SECRET}`, ...headers },
    body,
  });
}

export async function storeWithOwn(now = () => Date.parse(OWN.receivedAt)) {
  const store = new MemoryFeedbackStore(now);
  await store.add(OWN);
  return store;
}

export function bodyOf({ body }: APIGatewayProxyResult) {
  return JSON.parse(body);
}
