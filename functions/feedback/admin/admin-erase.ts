import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { eraseEmail } from '../edits/erase-email.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { eraseForm } from './admin-forms.ts';
import { readForm } from './admin-request.ts';

/** POST /v1/erase: all feedback that came with this address. Names how much it was; with `next`, send that as `cursor`. */
export async function erase(
  event: APIGatewayProxyEvent,
  sources: AdminDependencies,
): Promise<APIGatewayProxyResult> {
  const { email, cursor } = readForm(event, eraseForm);
  const { erased, next } = await eraseEmail(sources, email, cursor);
  return json(200, { erased: erased.length, ...(next !== undefined && { next }) });
}
