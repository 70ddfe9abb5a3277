import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { json } from '../../shared/http.ts';
import { readJsonBody } from '../../shared/json-body.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { Problem } from '../../shared/problem.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { contactSchema } from './contact-schema.ts';
import { decideMail } from './decide-mail.ts';
import { ownFeedback } from './own-feedback.ts';
import { statusView } from './status-view.ts';

export interface AnswerMailDependencies {
  readonly store: Pick<FeedbackStore, 'read' | 'changeContact'>;
  readonly now: NowMs;
}

const MAX_BYTES = 1_024;

/** Takes the reporter's word on mails, and answers with what has become of their feedback. */
export async function answerMail(
  event: APIGatewayProxyEvent,
  { store, now }: AnswerMailDependencies,
): Promise<APIGatewayProxyResult> {
  const own = await ownFeedback(event, store);
  const body = readJsonBody(event, MAX_BYTES, { uniqueKeys: true });
  const { mail } = parseWith(contactSchema, body, 'contact_invalid');
  const change = decideMail(own, mail, isoTime(now()));
  if (!change) return json(200, statusView(own));
  const contact = await store.changeContact(own.feedback.id, change);
  if (contact) return json(200, statusView({ ...own, contact }));
  throw new Problem('not_found', 'The address was erased, or its time is over');
}
