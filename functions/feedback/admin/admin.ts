import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { answerRoute, type Responder } from '../../shared/routes.ts';
import { changeStatus, link, merge, reply } from './admin-changes.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { erase } from './admin-erase.ts';
import { exportPage } from './admin-export.ts';
import { listAll, showOne } from './admin-reads.ts';
import type { AdminRoute } from './admin-routes.ts';
import { showStatistics } from './admin-statistics.ts';

const RESPONDERS: Readonly<Record<AdminRoute, Responder<AdminDependencies>>> = {
  'GET /v1/feedback': listAll,
  'GET /v1/feedback/{id}': showOne,
  'POST /v1/feedback/{id}/status': changeStatus,
  'POST /v1/feedback/{id}/merge': merge,
  'POST /v1/feedback/{id}/reply': reply,
  'POST /v1/feedback/{id}/link': link,
  'GET /v1/export': exportPage,
  'POST /v1/erase': erase,
  'GET /v1/statistics': showStatistics,
};

/** Answers one request of the admin API. Who may send it was decided by IAM, before. */
export function answerAdmin(
  event: APIGatewayProxyEvent,
  dependencies: AdminDependencies,
): Promise<APIGatewayProxyResult> {
  return answerRoute(event, RESPONDERS, dependencies);
}
