import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { ownFeedback } from './own-feedback.ts';

/** Erases a reporter's feedback. A second time it is not there: 404 tells that it is gone. */
export async function eraseOwn(
  event: APIGatewayProxyEvent,
  store: Pick<FeedbackStore, 'read' | 'erase'>,
): Promise<APIGatewayProxyResult> {
  const { feedback } = await ownFeedback(event, store);
  await store.erase(feedback.id);
  return { statusCode: 204, headers: { 'cache-control': 'no-store' }, body: '' };
}
