import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { refuseHostileHeaders } from './headers.ts';
import { Problem } from './problem.ts';
import { PROBLEM_STATUSES } from './problem-statuses.ts';
import { shortened } from './shortened.ts';
import { Unavailable } from './unavailable.ts';

export type Headers = Readonly<Record<string, string>>;

interface AnswerOptions {
  /** Added to every answer, errors too: CORS, mostly. @default none */
  readonly headers?: Headers;
  /** Takes what is our fault. It must not be told what the caller sent. */
  readonly log: { error(message: string, error: Error): void };
}

const RETRY_AFTER_SECONDS = '5';

/** Each may quote what was sent: an answer must stay far below the 6 MB that Lambda takes. */
const MAX_ERRORS = 100;

/** Runs one request: a Problem becomes its 4xx, an outage 503, anything else is logged whole and answered 500. */
export async function answer(
  event: APIGatewayProxyEvent,
  work: () => Promise<APIGatewayProxyResult>,
  options: AnswerOptions,
): Promise<APIGatewayProxyResult> {
  const { headers = {}, log } = options;
  try {
    refuseHostileHeaders(event);
    return withHeaders(await work(), headers);
  } catch (error) {
    return withHeaders(answerOf(error, instanceOf(event), log), headers);
  }
}

/** `urn:uuid:` of the request, so that a caller's report leads to the log line. */
function instanceOf(event: APIGatewayProxyEvent): Headers {
  const requestId = event.requestContext?.requestId;
  return requestId ? { instance: `urn:uuid:${requestId}` } : {};
}

function answerOf(
  error: unknown,
  instance: Headers,
  log: AnswerOptions['log'],
): APIGatewayProxyResult {
  if (error instanceof Problem) return answerOfProblem(error, instance);
  log.error('Request failed', error instanceof Error ? error : new Error(String(error)));
  if (error instanceof Unavailable) {
    const busy = {
      type: typeOf('unavailable'),
      title: 'Try again in a moment',
      status: 503,
      detail: 'Send it again later: Retry-After says when',
      ...instance,
    };
    return withHeaders(problemJson(503, busy), {
      'retry-after': RETRY_AFTER_SECONDS,
    });
  }
  return problemJson(500, {
    type: typeOf('internal'),
    title: 'Something went wrong on our side',
    status: 500,
    detail: 'It is in our log',
    ...instance,
  });
}

/** The answer to a problem that needs headers of its own; any other is just thrown. */
export function problemAnswer(
  event: APIGatewayProxyEvent,
  problem: Problem,
  headers: Headers,
): APIGatewayProxyResult {
  return withHeaders(answerOfProblem(problem, instanceOf(event)), headers);
}

function answerOfProblem(problem: Problem, instance: Headers): APIGatewayProxyResult {
  const { status, title } = PROBLEM_STATUSES[problem.code];
  const errors = problem.errors.slice(0, MAX_ERRORS).map(({ pointer, code, detail }) => ({
    pointer: shortened(pointer),
    code,
    detail: shortened(detail),
  }));
  const answered = problemJson(status, {
    type: typeOf(problem.code),
    title,
    status,
    detail: shortened(problem.message),
    ...instance,
    ...(errors.length > 0 && { errors }),
  });
  return { ...answered, headers: { ...problem.headers, ...answered.headers } };
}

/** A 2xx answer. */
export function json(
  statusCode: number,
  body: object,
  headers: Headers = {},
): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** RFC 9457. */
function problemJson(statusCode: number, problem: object): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  };
}

function typeOf(code: string): string {
  return `urn:afterprod:problem:${code}`;
}

function withHeaders(result: APIGatewayProxyResult, headers: Headers): APIGatewayProxyResult {
  return { ...result, headers: { ...headers, ...result.headers } };
}
