import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { readQuery } from '../../shared/query.ts';
import { readStatistics } from '../statistics/read-statistics.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { statisticsQuery } from './admin-forms.ts';

/** GET /v1/statistics */
export async function showStatistics(
  event: APIGatewayProxyEvent,
  dependencies: AdminDependencies,
): Promise<APIGatewayProxyResult> {
  const request = readQuery(event, statisticsQuery);
  return json(200, await readStatistics(dependencies, request, dependencies.now()));
}
