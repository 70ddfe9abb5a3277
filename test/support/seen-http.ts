import type { SeenHttp } from '../../functions/probes/exchange/seen.ts';

/** A whole answer, in which a test says only what differs. */
export function seenHttp(
  body: string | Uint8Array = '',
  differing: Partial<Omit<SeenHttp, 'body'>> = {},
): SeenHttp {
  return {
    kind: 'http',
    url: 'https://api.example.com/health',
    status: 200,
    headers: new Map(),
    setCookies: [],
    body: Buffer.from(body),
    isTruncated: false,
    redirects: 0,
    phases: {},
    latencyMs: undefined,
    totalMs: 1,
    ...differing,
  };
}
