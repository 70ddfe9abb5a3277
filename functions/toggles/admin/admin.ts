import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { answerRoute, type Responder } from '../../shared/routes.ts';
import { deleteToggle, importDocument, putToggle } from './admin-definitions.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { disable, enable, rollout, setVariant } from './admin-edits.ts';
import { listHistory, showRevision } from './admin-history.ts';
import { killToggle, restoreToggle } from './admin-kills.ts';
import { lint } from './admin-lint.ts';
import { evaluateToggle, exportDocument, listToggles, showToggle } from './admin-reads.ts';
import type { AdminRoute } from './admin-routes.ts';
import { undo } from './admin-undo.ts';

const RESPONDERS: Readonly<Record<AdminRoute, Responder<AdminDependencies>>> = {
  'GET /v1/toggles': listToggles,
  'GET /v1/toggles/{key}': showToggle,
  'PUT /v1/toggles/{key}': putToggle,
  'DELETE /v1/toggles/{key}': deleteToggle,
  'POST /v1/toggles/{key}/kill': killToggle,
  'POST /v1/toggles/{key}/restore': restoreToggle,
  'POST /v1/toggles/{key}/enable': enable,
  'POST /v1/toggles/{key}/disable': disable,
  'POST /v1/toggles/{key}/set': setVariant,
  'POST /v1/toggles/{key}/rollout': rollout,
  'POST /v1/toggles/{key}/evaluate': evaluateToggle,
  'GET /v1/history': listHistory,
  'GET /v1/history/{revision}': showRevision,
  'POST /v1/undo': undo,
  'GET /v1/document': exportDocument,
  'PUT /v1/document': importDocument,
  'POST /v1/lint': lint,
};

/** Answers one request of the admin API. Who may send it was decided by IAM, before. */
export function answerAdmin(
  event: APIGatewayProxyEvent,
  dependencies: AdminDependencies,
): Promise<APIGatewayProxyResult> {
  return answerRoute(event, RESPONDERS, dependencies);
}
