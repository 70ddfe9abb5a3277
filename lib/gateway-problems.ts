import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

type Members = Readonly<Record<string, string>>;

/** What API Gateway answers without asking a function. */
export interface GatewayProblem {
  /** One of API Gateway's response types. */
  readonly type: string;
  /** As in the functions' own problems: `urn:afterprod:problem:<code>`. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** What to do about it, for people; or `GATEWAY_MESSAGE`. */
  readonly detail: string;
  readonly headers?: Members;
}

/** How an API words what goes wrong: its gateway's answers must look like its functions'. */
export interface ErrorForm {
  readonly contentType: string;
  /** JSON text, in which the gateway fills in `$context` variables. */
  textOf(problem: GatewayProblem): string;
  /** Answers of its own; one of a usual type replaces it. @default [] */
  readonly special?: readonly GatewayProblem[];
}

/** As the functions say where DynamoDB does not answer. */
const UNANSWERED_SECONDS = 5;

const SAME_AGAIN = 'Look at the request again: the same one is refused again';

/** With a header that says when. */
export const COME_BACK = 'Send it again later: Retry-After says when';

/**
 * What is the same for every caller. API Gateway gives the status of DEFAULT_4XX and DEFAULT_5XX to every type that has
 * none of its own, so each type that callers can cause is named.
 */
const COMMON: readonly GatewayProblem[] = [
  ...(['ACCESS_DENIED', 'EXPIRED_TOKEN', 'INVALID_SIGNATURE', 'WAF_FILTERED'] as const).map(
    (type) => problem(type, 'forbidden', 403, 'You may not do that', SAME_AGAIN),
  ),
  problem(
    'BAD_REQUEST_PARAMETERS',
    'malformed_request',
    400,
    'The request is malformed',
    'Something that the path, the query or the headers must have is missing',
  ),
  problem(
    'REQUEST_TOO_LARGE',
    'body_too_large',
    413,
    'The body is too large',
    'API Gateway takes 10 MB at most, and each route less',
  ),
  {
    ...problem('THROTTLED', 'too_many_requests', 429, 'Too many requests', COME_BACK),
    headers: retryAfter(1),
  },
  problem('DEFAULT_4XX', 'malformed_request', 400, 'The request was refused', SAME_AGAIN),
  ...(
    [
      'API_CONFIGURATION_ERROR',
      'INTEGRATION_FAILURE',
      'INTEGRATION_TIMEOUT',
      'DEFAULT_5XX',
    ] as const
  ).map(unanswered),
];

/** RFC 9457. */
export const PROBLEM_JSON: ErrorForm = {
  contentType: 'application/problem+json',
  textOf: problemTemplate,
};

/**
 * Gives the gateway's own answers the shape of the functions'.
 *
 * @param special - what depends on who calls; one of a common type replaces it
 * @param headers - of each of these answers
 */
export function addGatewayProblems(
  api: RestApi,
  special: readonly GatewayProblem[],
  headers: Members = {},
  form: ErrorForm = PROBLEM_JSON,
): void {
  const all = [...COMMON, ...special, ...(form.special ?? [])];
  for (const each of new Map(all.map((one) => [one.type, one])).values()) {
    api.addGatewayResponse(`Problem${each.type}`, {
      type: ResponseType.of(each.type),
      statusCode: String(each.status),
      responseHeaders: {
        ...headers,
        'Content-Type': `'${form.contentType}'`,
        'Cache-Control': "'no-store'",
        ...each.headers,
      },
      templates: { 'application/json': form.textOf(each) },
    });
  }
}

/** The gateway's own words, e.g. who may not invoke what. It brings its quotes along. */
export const GATEWAY_MESSAGE = '$context.error.messageString';

/** JSON text. */
function problemTemplate({ code, status, title, detail }: GatewayProblem): string {
  const problem = {
    type: `urn:afterprod:problem:${code}`,
    title,
    status,
    detail,
    instance: 'urn:uuid:$context.requestId',
  };
  return JSON.stringify(problem).replaceAll(`"${GATEWAY_MESSAGE}"`, GATEWAY_MESSAGE);
}

export function problem(
  type: keyof typeof ResponseType & string,
  code: string,
  status: number,
  title: string,
  detail: string,
): GatewayProblem {
  return { type, code, status, title, detail };
}

/**
 * No function answered: as many run as may, or one broke or took too long. The gateway does not tell which, and its own
 * statuses (500, 502, 504) name no time to come back.
 */
function unanswered(type: keyof typeof ResponseType & string): GatewayProblem {
  const headers = retryAfter(UNANSWERED_SECONDS);
  return { ...problem(type, 'unavailable', 503, 'Try again in a moment', COME_BACK), headers };
}

/** Pages read no other header than those that are exposed to them. */
export function retryAfter(seconds: number): Members {
  return { 'Retry-After': `'${seconds}'`, 'Access-Control-Expose-Headers': "'Retry-After'" };
}
