import type { IncomingMessage } from 'node:http';

const HERE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether a request for the local cloud's own pages comes from this machine's user: not from a web page elsewhere
 * (its Origin), and not through a foreign name that someone points to 127.0.0.1 (the Host). AWS's API needs no such
 * check: its requests are signed.
 */
export function isFromHere({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  if (!HERE.has(host.replace(/:\d+$/, ''))) return false;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false;
  return ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string);
}
