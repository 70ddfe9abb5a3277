import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { Problem } from '../../shared/problem.ts';
import { changeLink } from '../change-link.ts';
import { editFeedback } from '../edits/edit-feedback.ts';
import { linkTo } from '../edits/link-to.ts';
import { mergeInto } from '../edits/merge-into.ts';
import { replyTo } from '../edits/reply-to.ts';
import { setStatus } from '../edits/set-status.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { linkForm, mergeForm, replyForm, statusForm } from './admin-forms.ts';
import { authorOf, idOf, readForm, revisionsOf } from './admin-request.ts';
import { recordAnswer } from './admin-views.ts';

type Answer = Promise<APIGatewayProxyResult>;

/** POST /v1/feedback/{id}/status: with `If-Match`, for whoever closes feedback must have seen the last of it. */
export async function changeStatus(
  event: APIGatewayProxyEvent,
  { store, now }: AdminDependencies,
): Answer {
  const { status } = readForm(event, statusForm);
  const revisions = revisionsOf(event);
  if (!revisions) {
    const fix = 'Send If-Match with the ETag of what you read';
    throw new Problem('precondition_required', fix);
  }
  const edit = setStatus(status, authorOf(event, now));
  return recordAnswer(await editFeedback(store, idOf(event), edit, revisions));
}

/** POST /v1/feedback/{id}/merge */
export async function merge(
  event: APIGatewayProxyEvent,
  { store, topics, now }: AdminDependencies,
): Answer {
  const { into } = readForm(event, mergeForm);
  const author = authorOf(event, now);
  const wanted = { id: idOf(event), into };
  return recordAnswer(await mergeInto({ store, topics }, wanted, author, revisionsOf(event)));
}

/** POST /v1/feedback/{id}/reply */
export async function reply(
  event: APIGatewayProxyEvent,
  { store, now }: AdminDependencies,
): Answer {
  const { text } = readForm(event, replyForm);
  const edit = replyTo(text, authorOf(event, now));
  return recordAnswer(await editFeedback(store, idOf(event), edit, revisionsOf(event)));
}

/** POST /v1/feedback/{id}/link: to the commit or pull request that mends it, and the toggle that this is behind. */
export async function link(event: APIGatewayProxyEvent, { store, now }: AdminDependencies): Answer {
  const { to, toggle } = readForm(event, linkForm);
  const edit = linkTo(changeLink(to), authorOf(event, now), toggle);
  return recordAnswer(await editFeedback(store, idOf(event), edit, revisionsOf(event)));
}
