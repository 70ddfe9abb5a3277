import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type AwsEndpoint, answerAws, isForAws } from './aws-endpoint.ts';
import { isFromHere } from './from-here.ts';
import type { Routes } from './routes.ts';

/** Tells requests to AWS from those to the local cloud's own pages, and answers both. */
export function createRequestListener(endpoint: AwsEndpoint & { routes: Routes }): RequestListener {
  return (request, response) => {
    if (isForAws(request)) {
      answerAws(request, response, endpoint).catch((error: unknown) => fail(response, error));
      return;
    }
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = endpoint.routes.find(request.method ?? '', path) ?? notFound;
    if (isFromHere(request)) route(request, response);
    else refuse(response);
  };
}

function notFound({ method, url }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end(
    `The local cloud has nothing at ${method} ${url}. Requests to AWS are signed; its own page is at /.\n`,
  );
}

function refuse(response: ServerResponse): void {
  const detail =
    'Only pages of this origin and programs on this machine may ask: see the Origin and Host headers.';
  response.writeHead(403, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ title: 'The request comes from elsewhere', status: 403, detail }));
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(500, { 'content-type': 'text/plain' });
  response.end(error instanceof Error ? error.stack : String(error));
}
