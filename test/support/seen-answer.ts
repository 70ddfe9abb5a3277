import type { SeenHttp } from '../../functions/probes/exchange/seen.ts';
import { seenHttp } from './seen-http.ts';

interface Answer extends Partial<Omit<SeenHttp, 'headers' | 'body' | 'kind'>> {
  readonly headers?: Readonly<Record<string, string>>;
  /** A text, or bytes that are none. */
  readonly body?: string | Uint8Array;
}

/** An answer as an attempt saw it: 200 after 43 ms, without a body, unless told otherwise. */
export function seenAnswer({ headers = {}, body = '', ...differing }: Answer = {}): SeenHttp {
  const measured = { phases: { firstByteMs: 43 }, latencyMs: 43, totalMs: 61 };
  return seenHttp(body, {
    headers: new Map(Object.entries(headers)),
    ...measured,
    ...differing,
  });
}
