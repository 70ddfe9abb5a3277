import type { HttpRequest } from '../../functions/probes/targets/http-request.ts';

/** A plain request, in which a test says only what differs. */
export function probeRequest(differing: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    url: 'https://api.example.com/health',
    headers: {},
    maxRedirects: 5,
    ports: [],
    ...differing,
  };
}
