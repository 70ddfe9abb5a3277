import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { readQuery } from '../../shared/query.ts';
import { requireFeedback } from '../edits/edit-feedback.ts';
import { feedbackView } from '../feedback-view.ts';
import { cursorOf } from '../listing/cursor.ts';
import { listFeedback } from '../listing/list-feedback.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { listQuery, noQuery } from './admin-forms.ts';
import { listingOf } from './admin-listing.ts';
import { idOf } from './admin-request.ts';
import { recordAnswer } from './admin-views.ts';

type Answer = Promise<APIGatewayProxyResult>;

/** GET /v1/feedback: newest first. A page may be short, or empty, and have a `next`: a search looks at a window at a time. */
export async function listAll(event: APIGatewayProxyEvent, { store }: AdminDependencies): Answer {
  const listing = listingOf(readQuery(event, listQuery));
  const { items, examined, next } = await listFeedback(store, listing);
  return json(200, {
    items: items.map(feedbackView),
    examined,
    ...(next !== undefined && { next: cursorOf(next) }),
  });
}

/** GET /v1/feedback/{id} */
export async function showOne(event: APIGatewayProxyEvent, { store }: AdminDependencies): Answer {
  readQuery(event, noQuery);
  return recordAnswer(await requireFeedback(store, idOf(event)));
}
