import { WINDOW_SECONDS } from './api-firewall.ts';
import { type GatewayProblem, problem, retryAfter } from './gateway-problems.ts';

/**
 * Also the answer to an unsupported content type: functions are given every type, so only the mock of the wrong methods
 * finds one unsupported, and a preflight's, with which no browser sends any.
 */
export const METHOD_NOT_ALLOWED = {
  ...problem(
    'UNSUPPORTED_MEDIA_TYPE',
    'method_not_allowed',
    405,
    'This method is not offered here',
  ),
  headers: { Allow: "'POST, OPTIONS'" },
} as const satisfies GatewayProblem;

/** What WAF blocks: for as long as it counts. */
export const TOO_OFTEN: GatewayProblem = {
  ...problem('WAF_FILTERED', 'too_many_requests', 429, 'Too many requests'),
  headers: retryAfter(WINDOW_SECONDS),
};

/** Pages of every origin may read them, for they tell nothing that the caller does not know. */
export const READABLE_BY_PAGES = {
  'Access-Control-Allow-Origin': "'*'",
  'Access-Control-Expose-Headers': "'Retry-After'",
};

/** What browsers are told by the gateway. A route that does not exist "misses an authentication token". */
export const PUBLIC_API_PROBLEMS: readonly GatewayProblem[] = [
  problem(
    'BAD_REQUEST_BODY',
    'invalid_body',
    400,
    'The body is not JSON, or lacks what is required',
  ),
  problem('INVALID_API_KEY', 'forbidden', 403, 'Send a valid key in x-api-key'),
  problem('UNAUTHORIZED', 'unauthorized', 401, 'Send valid credentials'),
  problem('MISSING_AUTHENTICATION_TOKEN', 'not_found', 404, 'There is nothing here'),
  problem('RESOURCE_NOT_FOUND', 'not_found', 404, 'There is nothing here'),
  METHOD_NOT_ALLOWED,
  {
    ...problem('QUOTA_EXCEEDED', 'too_many_requests', 429, 'Too many requests'),
    headers: retryAfter(3_600),
  },
];
