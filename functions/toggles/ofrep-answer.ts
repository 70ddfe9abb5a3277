import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { headerOf } from '../shared/headers.ts';
import { json } from '../shared/http.ts';
import { Problem } from '../shared/problem.ts';
import { PROBLEM_STATUSES } from '../shared/problem-statuses.ts';
import type { Snapshot } from './evaluate.ts';
import { etagOf, evaluateAll, evaluateOne } from './ofrep.ts';
import { OfrepError } from './ofrep-error.ts';
import { readContext } from './ofrep-request.ts';

/** Answers both evaluation requests of OFREP 0.3.0: with a key in the path one toggle, without it all. */
export function answerOfrep(
  event: APIGatewayProxyEvent,
  snapshot: Snapshot,
): APIGatewayProxyResult {
  const key = event.pathParameters?.key;
  try {
    const context = readContext(event);
    if (key === undefined) return answerAll(event, snapshot, context);
    return json(200, evaluateOne(snapshot, key, context));
  } catch (error) {
    return refusal(error, key);
  }
}

function answerAll(
  event: APIGatewayProxyEvent,
  snapshot: Snapshot,
  context: ReturnType<typeof readContext>,
): APIGatewayProxyResult {
  const answer = evaluateAll(snapshot, context);
  const etag = etagOf(snapshot, context, answer);
  const known = headerOf(event, 'if-none-match')?.split(',') ?? [];
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    return { statusCode: 304, headers: { etag }, body: '' };
  }
  // `no-cache` lets a client keep the answer as long as it asks whether it still holds.
  return json(200, answer, { etag, 'cache-control': 'no-cache' });
}

/** OFREP clients read `errorCode`, not problem+json. */
function refusal(error: unknown, key: string | undefined): APIGatewayProxyResult {
  const named = key === undefined ? {} : { key };
  if (error instanceof OfrepError) {
    const status = error.code === 'FLAG_NOT_FOUND' ? 404 : 400;
    return json(status, { ...named, errorCode: error.code, errorDetails: error.message });
  }
  if (error instanceof Problem) {
    const { status } = PROBLEM_STATUSES[error.code];
    return json(status, { ...named, errorCode: 'PARSE_ERROR', errorDetails: error.message });
  }
  throw error;
}
