import { WINDOW_SECONDS } from './api-firewall.ts';
import { COME_BACK, type GatewayProblem, problem, retryAfter } from './gateway-problems.ts';

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
    'Use one that the header Allow names',
  ),
  headers: { Allow: "'POST, OPTIONS'" },
} as const satisfies GatewayProblem;

/** What WAF blocks: for as long as it counts. */
export const TOO_OFTEN: GatewayProblem = {
  ...problem('WAF_FILTERED', 'too_many_requests', 429, 'Too many requests', COME_BACK),
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
    'Send JSON in UTF-8 without content-encoding, with all that the route requires',
  ),
  problem(
    'INVALID_API_KEY',
    'forbidden',
    403,
    'Send a valid key in x-api-key',
    'The header x-api-key is missing, or holds no key of this API',
  ),
  problem(
    'UNAUTHORIZED',
    'unauthorized',
    401,
    'Send valid credentials',
    'The header authorization is missing, or holds nothing that is valid here',
  ),
  nothingHere('MISSING_AUTHENTICATION_TOKEN'),
  nothingHere('RESOURCE_NOT_FOUND'),
  METHOD_NOT_ALLOWED,
  {
    ...problem('QUOTA_EXCEEDED', 'too_many_requests', 429, 'Too many requests', COME_BACK),
    headers: retryAfter(3_600),
  },
];

function nothingHere(type: Parameters<typeof problem>[0]): GatewayProblem {
  return problem(type, 'not_found', 404, 'There is nothing here', 'No route has this path');
}
