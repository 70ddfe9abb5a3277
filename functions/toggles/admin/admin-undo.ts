import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { Problem } from '../../shared/problem.ts';
import { undoChange } from '../edits/undo-change.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { undoForm } from './admin-forms.ts';
import { authorOf, readForm } from './admin-request.ts';

/** POST /v1/undo: never repeated by itself, for the next one would take back what somebody else has just done. */
export async function undo(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Promise<APIGatewayProxyResult> {
  const { why, key, to } = readForm(event, undoForm);
  if (key !== undefined && to !== undefined) {
    throw new Problem('malformed_request', 'Send key, or to: a version is brought back whole');
  }
  const undone = await undoChange(store, { key, to }, authorOf(event, why));
  return json(200, undone ? { undone } : { to });
}
