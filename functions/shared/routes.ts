import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { problemAnswer } from './http.ts';
import { Problem } from './problem.ts';

/** Answers the requests of one route. */
export type Responder<Dependencies> = (
  event: APIGatewayProxyEvent,
  dependencies: Dependencies,
) => Promise<APIGatewayProxyResult>;

/**
 * Answers by the route that the request has taken through API Gateway, e.g. `PUT /v1/toggles/{key}`. A path that has
 * no route is a `not_found`; a method that its path does not have is answered 405, with `Allow`.
 */
export async function answerRoute<Dependencies>(
  event: APIGatewayProxyEvent,
  routes: Readonly<Record<string, Responder<Dependencies>>>,
  dependencies: Dependencies,
): Promise<APIGatewayProxyResult> {
  const { httpMethod, resource } = event;
  const route = `${httpMethod} ${resource}`;
  const responder = Object.hasOwn(routes, route) ? routes[route] : undefined;
  if (responder) return responder(event, dependencies);
  const allowed = methodsOf(resource, routes);
  if (allowed === '') {
    throw new Problem('not_found', 'No route of this API has this path: look at its spelling');
  }
  const problem = new Problem('method_not_allowed', `Use ${allowed}`);
  return problemAnswer(event, problem, { allow: allowed });
}

function methodsOf(resource: string, routes: Readonly<Record<string, unknown>>): string {
  return Object.keys(routes)
    .map((route) => route.split(' '))
    .filter(([, path]) => path === resource)
    .map(([method]) => method)
    .join(', ');
}
