import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { corsHeaders } from '../../shared/cors.ts';
import { answer } from '../../shared/http.ts';
import { Problem } from '../../shared/problem.ts';
import { methodsOf, type PublicRoute } from '../public-routes.ts';

export interface RouteOptions {
  readonly allowedOrigins: readonly string[];
  readonly log: { error(message: string, error: Error): void };
}

/** Answers the requests of one route; the wrong methods of its path, which come here too, with 405 and `Allow`. */
export function answerRoute(
  event: APIGatewayProxyEvent,
  route: PublicRoute,
  work: () => Promise<APIGatewayProxyResult>,
  { allowedOrigins, log }: RouteOptions,
): Promise<APIGatewayProxyResult> {
  const headers = corsHeaders(event, allowedOrigins, ['Retry-After']);
  return answer(event, () => (isFor(event, route) ? work() : refuse(route)), { headers, log });
}

function isFor({ httpMethod }: APIGatewayProxyEvent, route: PublicRoute): boolean {
  return route.startsWith(`${httpMethod} `);
}

async function refuse(route: PublicRoute): Promise<never> {
  const [, path = ''] = route.split(' ');
  const allow = methodsOf(path).join(', ');
  throw new Problem('method_not_allowed', `Use ${allow}`, { headers: { allow } });
}
