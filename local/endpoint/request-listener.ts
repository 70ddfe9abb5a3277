import type { RequestListener, ServerResponse } from 'node:http';
import { type AwsEndpoint, answerAws, isForAws } from './aws-endpoint.ts';
import type { Routes } from './routes.ts';

/** Tells requests to AWS from those to the local cloud's own pages, and answers both. */
export function createRequestListener(endpoint: AwsEndpoint & { routes: Routes }): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = isForAws(request) ? undefined : endpoint.routes.find(request.method ?? '', path);
    if (route) return route(request, response);
    answerAws(request, response, endpoint).catch((error: unknown) => fail(response, error));
  };
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(500, { 'content-type': 'text/plain' });
  response.end(error instanceof Error ? error.stack : String(error));
}
