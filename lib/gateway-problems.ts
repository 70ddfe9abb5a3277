import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

interface GatewayProblem {
  /** One of API Gateway's response types. */
  readonly type: string;
  /** As in the functions' own problems: `urn:afterprod:problem:<code>`. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly headers?: Readonly<Record<string, string>>;
}

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

/** What API Gateway answers without asking a function. A route that does not exist "misses an authentication token". */
const PROBLEMS: readonly GatewayProblem[] = [
  problem(
    'BAD_REQUEST_BODY',
    'invalid_body',
    400,
    'The body is not JSON, or lacks what is required',
  ),
  problem('BAD_REQUEST_PARAMETERS', 'malformed_request', 400, 'The request is malformed'),
  problem('INVALID_API_KEY', 'forbidden', 403, 'Send a valid key in x-api-key'),
  problem('UNAUTHORIZED', 'unauthorized', 401, 'Send valid credentials'),
  problem('MISSING_AUTHENTICATION_TOKEN', 'not_found', 404, 'There is nothing here'),
  problem('RESOURCE_NOT_FOUND', 'not_found', 404, 'There is nothing here'),
  problem('REQUEST_TOO_LARGE', 'body_too_large', 413, 'The body is too large'),
  METHOD_NOT_ALLOWED,
  {
    ...problem('THROTTLED', 'too_many_requests', 429, 'Too many requests'),
    headers: retryAfter(1),
  },
  {
    ...problem('QUOTA_EXCEEDED', 'too_many_requests', 429, 'Too many requests'),
    headers: retryAfter(3600),
  },
  problem('DEFAULT_4XX', 'malformed_request', 0, 'The request was refused'),
  problem('DEFAULT_5XX', 'internal', 0, 'Something went wrong on our side'),
];

type Members = Readonly<Record<string, string>>;

/**
 * Gives the gateway's own answers the shape of the functions': problem+json that pages of every origin may read, for
 * it tells nothing that the caller does not know.
 *
 * @param badBodyMembers - what the API's own protocol wants in the answer to a broken body
 */
export function addGatewayProblems(api: RestApi, badBodyMembers: Members = {}): void {
  for (const { type, code, status, title, headers = {} } of PROBLEMS) {
    const members = type === 'BAD_REQUEST_BODY' ? badBodyMembers : {};
    api.addGatewayResponse(`Problem${type}`, {
      type: ResponseType.of(type),
      ...(status > 0 && { statusCode: String(status) }),
      responseHeaders: {
        'Access-Control-Allow-Origin': "'*'",
        'Content-Type': "'application/problem+json'",
        'Cache-Control': "'no-store'",
        ...headers,
      },
      templates: { 'application/json': problemTemplate(code, status, title, members) },
    });
  }
}

/** JSON text for a status; without one (0) the gateway leaves the member out. */
export function problemTemplate(
  code: string,
  status: number,
  title: string,
  members: Members = {},
): string {
  return JSON.stringify({
    type: `urn:afterprod:problem:${code}`,
    title,
    ...(status > 0 && { status }),
    instance: 'urn:uuid:$context.requestId',
    ...members,
  });
}

function problem(
  type: keyof typeof ResponseType & string,
  code: string,
  status: number,
  title: string,
): GatewayProblem {
  return { type, code, status, title };
}

function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { 'Retry-After': `'${seconds}'` };
}
