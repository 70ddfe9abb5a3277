import type { APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { Problem, type ProblemCode } from '../../shared/problem.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import { OfrepError, type OfrepErrorCode } from './ofrep-error.ts';

interface Refusal {
  readonly status: number;
  readonly errorCode: OfrepErrorCode;
  readonly errorDetails: string;
  /** @default - no header */
  readonly retryAfterSeconds?: number;
}

/** Those that are not 400 PARSE_ERROR. OFREP's clients know 400, 404 and 500, and read no code from another status. */
const PROBLEMS: Partial<Record<ProblemCode, Pick<Refusal, 'status' | 'errorCode'>>> = {
  body_too_large: { status: 400, errorCode: 'INVALID_CONTEXT' },
  malformed_request: { status: 400, errorCode: 'GENERAL' },
  unsupported_media_type: { status: 415, errorCode: 'PARSE_ERROR' },
};

/** What OFREP's clients read in place of problem+json. What is our fault is logged, and not shown. */
export function refusalOf(
  error: unknown,
  key: string | undefined,
  log: { error(message: string, error: Error): void },
): APIGatewayProxyResult {
  const { status, errorCode, errorDetails, retryAfterSeconds } =
    callersFault(error) ?? ours(error, log);
  const body = { ...(key !== undefined && { key }), errorCode, errorDetails };
  const headers =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return json(status, body, headers);
}

function callersFault(error: unknown): Refusal | undefined {
  if (error instanceof OfrepError) {
    const status = error.code === 'FLAG_NOT_FOUND' ? 404 : 400;
    return { status, errorCode: error.code, errorDetails: error.message };
  }
  if (!(error instanceof Problem)) return undefined;
  const { status, errorCode } = PROBLEMS[error.code] ?? { status: 400, errorCode: 'PARSE_ERROR' };
  return { status, errorCode, errorDetails: error.message };
}

function ours(error: unknown, log: Parameters<typeof refusalOf>[2]): Refusal {
  log.error('Request failed', error instanceof Error ? error : new Error(String(error)));
  if (error instanceof Unavailable) {
    const errorDetails = 'Try again in a moment';
    return { status: 503, errorCode: 'GENERAL', errorDetails, retryAfterSeconds: 5 };
  }
  return { status: 500, errorCode: 'GENERAL', errorDetails: 'Something went wrong on our side' };
}
