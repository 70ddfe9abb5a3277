import type { ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, body: object): void {
  write(response, status, 'application/json', body);
}

/** RFC 9457: what is wrong with the request, for people and scripts. */
export function sendProblem(response: ServerResponse, status: number, detail: string): void {
  write(response, status, 'application/problem+json', { title: TITLES[status], status, detail });
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not understood',
  403: 'The request comes from elsewhere',
  500: 'The local cloud failed',
};

function write(response: ServerResponse, status: number, contentType: string, body: object): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body, undefined, 2)}\n`);
}
