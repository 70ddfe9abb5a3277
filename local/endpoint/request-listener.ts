import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Services } from '../services.ts';
import { type AwsEndpoint, answerAws, isForAws, looksLikeQuery } from './aws-endpoint.ts';
import { isFromHere } from './from-here.ts';
import type { Routes } from './routes.ts';

/** Tells requests to AWS from those to the local cloud's own pages, and answers both. */
export function createRequestListener(endpoint: AwsEndpoint & { routes: Routes }): RequestListener {
  return (request, response) => {
    const route = routeOf(request, endpoint.routes);
    if (isForAws(request) || (!route && isUnsigned(request, endpoint.services))) {
      answerAws(request, response, endpoint).catch((error: unknown) => fail(response, error));
      return;
    }
    if (isFromHere(request)) (route ?? notFound)(request, response);
    else refuse(response);
  };
}

/** What comes without a signature and is meant for AWS all the same. */
function isUnsigned(request: IncomingMessage, services: Services): boolean {
  return looksLikeQuery(request) || services.openTo(request) !== undefined;
}

function routeOf({ method = '', url = '/' }: IncomingMessage, routes: Routes) {
  return routes.find(method, url.split('?')[0] ?? '/');
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
