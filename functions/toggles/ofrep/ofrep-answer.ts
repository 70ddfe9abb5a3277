import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { refuseHostileHeaders } from '../../shared/headers.ts';
import { type Headers, json } from '../../shared/http.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import type { EvaluationContext } from '../reader/evaluation.ts';
import type { SnapshotKeeper } from '../reader/snapshot-keeper.ts';
import { ifNoneMatch } from './if-none-match.ts';
import { etagOf, evaluateAll, evaluateOne, type OfrepView } from './ofrep.ts';
import { refusalOf } from './ofrep-refusal.ts';
import { readContext } from './ofrep-request.ts';

export interface OfrepOptions {
  readonly toggles: Pick<SnapshotKeeper, 'current' | 'isStale'>;
  /** API keys that see every toggle. Any other caller sees what is exposed to clients. */
  readonly clientKeyIds: readonly string[];
  /** Added to every answer, errors too. */
  readonly headers: Headers;
  /** Takes what is our fault. It is not told what the caller sent. */
  readonly log: { error(message: string, error: Error): void };
  /**
   * Told which variant a single evaluation gave. Not of bulk ones: a page asks for all toggles at once, whichever it is
   * going to use, and again at each poll; counts of that would say nothing. @default - nobody
   */
  readonly onServed?: (key: string, variant: string, caller: 'client' | 'public') => void;
}

/** Answers both evaluation requests of OFREP 0.3.0: with a key in the path one toggle, without it all. Never throws. */
export function answerOfrep(
  event: APIGatewayProxyEvent,
  options: OfrepOptions,
): APIGatewayProxyResult {
  const key = event.pathParameters?.key;
  const result = resultOf(event, key, options);
  return { ...result, headers: { ...options.headers, ...result.headers } };
}

function resultOf(
  event: APIGatewayProxyEvent,
  key: string | undefined,
  options: OfrepOptions,
): APIGatewayProxyResult {
  try {
    refuseHostileHeaders(event);
    const context = readContext(event);
    const view = viewOf(event, options);
    if (key === undefined) return answerAll(event, view, context);
    const flag = evaluateOne(view, key, context);
    options.onServed?.(key, flag.variant, view.seesAll ? 'client' : 'public');
    return json(200, flag);
  } catch (error) {
    return refusalOf(error, key, options.log);
  }
}

function viewOf(event: APIGatewayProxyEvent, { toggles, clientKeyIds }: OfrepOptions): OfrepView {
  const { current: snapshot, isStale } = toggles;
  if (!snapshot) throw new Unavailable('the toggles table has not answered yet');
  const seesAll = clientKeyIds.includes(event.requestContext?.identity?.apiKeyId ?? '');
  return { snapshot, isStale, seesAll };
}

function answerAll(
  event: APIGatewayProxyEvent,
  view: OfrepView,
  context: EvaluationContext,
): APIGatewayProxyResult {
  const answer = evaluateAll(view, context);
  const etag = etagOf(answer, context);
  // `no-cache` lets a client keep the answer as long as it asks whether it still holds.
  const headers = { etag, 'cache-control': 'no-cache' };
  if (ifNoneMatch(event, etag)) return { statusCode: 304, headers, body: '' };
  return json(200, answer, headers);
}
