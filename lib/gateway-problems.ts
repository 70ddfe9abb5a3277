import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

type Members = Readonly<Record<string, string>>;

/** What API Gateway answers without asking a function. */
export interface GatewayProblem {
  /** One of API Gateway's response types. */
  readonly type: string;
  /** As in the functions' own problems: `urn:afterprod:problem:<code>`. */
  readonly code: string;
  /** 0: the gateway's own. */
  readonly status: number;
  readonly title: string;
  readonly headers?: Members;
  /** Members of the problem besides the usual ones. */
  readonly members?: Members;
}

/** How an API words what goes wrong: its gateway's answers must look like its functions'. */
export interface ErrorForm {
  readonly contentType: string;
  /** JSON text, in which the gateway fills in `$context` variables. */
  textOf(problem: GatewayProblem): string;
  /** Answers of its own; one of a usual type replaces it. @default [] */
  readonly special?: readonly GatewayProblem[];
}

/** What is the same for every caller. */
const COMMON: readonly GatewayProblem[] = [
  problem('BAD_REQUEST_PARAMETERS', 'malformed_request', 400, 'The request is malformed'),
  problem('REQUEST_TOO_LARGE', 'body_too_large', 413, 'The body is too large'),
  {
    ...problem('THROTTLED', 'too_many_requests', 429, 'Too many requests'),
    headers: retryAfter(1),
  },
  problem('DEFAULT_4XX', 'malformed_request', 0, 'The request was refused'),
  problem('DEFAULT_5XX', 'internal', 0, 'Something went wrong on our side'),
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
      ...(each.status > 0 && { statusCode: String(each.status) }),
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

/** JSON text; without a status (0) the gateway leaves the member out. */
function problemTemplate({ code, status, title, members }: GatewayProblem): string {
  const problem = {
    type: `urn:afterprod:problem:${code}`,
    title,
    ...(status > 0 && { status }),
    instance: 'urn:uuid:$context.requestId',
    ...members,
  };
  return JSON.stringify(problem).replaceAll(`"${GATEWAY_MESSAGE}"`, GATEWAY_MESSAGE);
}

export function problem(
  type: keyof typeof ResponseType & string,
  code: string,
  status: number,
  title: string,
): GatewayProblem {
  return { type, code, status, title };
}

/** Pages read no other header than those that are exposed to them. */
export function retryAfter(seconds: number): Members {
  return { 'Retry-After': `'${seconds}'`, 'Access-Control-Expose-Headers': "'Retry-After'" };
}
