import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { readJsonBody } from '../../shared/json-body.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { Problem } from '../../shared/problem.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { betaSchema } from './beta-schema.ts';
import { decideBeta } from './decide-beta.ts';
import { ownFeedback } from './own-feedback.ts';
import { statusView } from './status-view.ts';

const MAX_BYTES = 1_024;

/** Takes the reporter's word on the beta; the stream carries it out. Answers with what has become of their feedback. */
export async function answerBeta(
  event: APIGatewayProxyEvent,
  store: Pick<FeedbackStore, 'read' | 'changeContact'>,
): Promise<APIGatewayProxyResult> {
  const own = await ownFeedback(event, store);
  const body = readJsonBody(event, MAX_BYTES, { uniqueKeys: true });
  const { member } = parseWith(betaSchema, body, 'beta_invalid');
  const change = decideBeta(own.contact, member);
  if (!change) return json(200, statusView(own));
  const contact = await store.changeContact(own.feedback.id, change);
  if (contact) return json(200, statusView({ ...own, contact }));
  throw new Problem('not_found', 'The address was erased, or its time is over');
}
