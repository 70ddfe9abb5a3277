import type { IncomingMessage } from 'node:http';
import type { SeenHttp } from './seen.ts';

/** One answer to one request: what `SeenHttp` is but for its redirects. */
export type Answered = Omit<SeenHttp, 'url' | 'redirects' | 'totalMs'>;

/** The headers of an answer as expectations ask for them. */
export function headersOf({ headers }: IncomingMessage): Answered['headers'] {
  const byName = new Map<string, string>();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) byName.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return byName;
}
