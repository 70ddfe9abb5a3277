import type { Session } from '../auth/authenticator.ts';
import type { SeenHttp } from '../exchange/seen.ts';
import type { Expectation } from '../targets/expectation.ts';
import type { HttpRequest } from '../targets/http-request.ts';
import type { AttemptResult } from './attempt-result.ts';

/** Sends one request, follows its redirects, and judges the answer. Never rejects. */
export type CheckHttp = (
  request: HttpRequest,
  expect: readonly Expectation[],
  session?: Session,
) => Promise<CheckedHttp>;

export interface CheckedHttp {
  readonly result: AttemptResult;
  /** Absent where there was no whole answer. */
  readonly seen?: SeenHttp;
}
