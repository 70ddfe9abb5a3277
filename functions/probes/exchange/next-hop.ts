import type { Hop, PreparedRequest } from '../auth/prepared-request.ts';
import type { Answered } from './answered.ts';
import { BAD_REDIRECT, type Failed, failedBefore } from './failed.ts';
import { isRedirect } from './is-redirect.ts';

/** Where an answer leads, by the rules of browsers (fetch, section 4.4); undefined where it is the one that was asked for. */
export function nextHop(
  hop: Hop,
  { status, headers }: Pick<Answered, 'status' | 'headers'>,
  { maxRedirects }: Pick<PreparedRequest, 'maxRedirects'>,
): Hop | Failed | undefined {
  const written = headers.get('location');
  if (maxRedirects === 0 || written === undefined || !isRedirect(status)) return undefined;
  const location = escapedBytes(written);
  if (!URL.canParse(location, hop.url.href)) {
    return failedBefore(BAD_REDIRECT, 'it redirects to no address');
  }
  const url = new URL(location, hop.url);
  return becomesGet(hop.method, status) ? { method: 'GET', url } : { ...hop, url };
}

/** Node reads a header as Latin-1, one character for each byte; escaped they arrive as they were sent, UTF-8 or not. */
function escapedBytes(header: string): string {
  return header.replace(
    /[\x80-\xff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function becomesGet(method: Hop['method'], status: number): boolean {
  if (status === 303) return method !== 'HEAD';
  return method === 'POST' && (status === 301 || status === 302);
}
