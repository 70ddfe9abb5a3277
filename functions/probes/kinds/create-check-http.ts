import { NotSent } from '../auth/not-sent.ts';
import { ask } from '../exchange/ask.ts';
import type { ConnectionTools } from '../exchange/open-connection.ts';
import type { TargetBase } from '../targets/target.ts';
import type { AttemptTools } from './attempt.ts';
import type { CheckHttp } from './check-http.ts';
import { inTime } from './in-time.ts';
import { resultOf, unknownResult } from './result-of.ts';

type CheckHttpTools = ConnectionTools & Pick<AttemptTools, 'authenticate' | 'worstDelaySince'>;

/** Starts the time of one attempt: all that is checked with what it returns happens in it. */
export function createCheckHttp(
  { giveUpAfterMs }: Pick<TargetBase, 'giveUpAfterMs'>,
  tools: CheckHttpTools,
): CheckHttp {
  const { nowMs, startTimer, authenticate, worstDelaySince } = tools;
  const giveUpAtMs = nowMs() + giveUpAfterMs;
  let preparationMs = 0;
  return async (request, expect, session) => {
    const begunMs = nowMs();
    try {
      const prepared = await inTime(
        authenticate(request, session),
        giveUpAtMs - begunMs,
        startTimer,
      );
      const preparedMs = nowMs();
      preparationMs += preparedMs - begunMs;
      const seen = await ask(prepared, giveUpAtMs, tools);
      const delayMs = worstDelaySince(preparedMs);
      const circumstances = { expect, giveUpAfterMs, delayMs, preparationMs };
      const result = resultOf(seen, circumstances);
      return seen.kind === 'http' ? { result, seen } : { result };
    } catch (error) {
      if (error instanceof NotSent) return { result: unknownResult(error.message) };
      throw error;
    }
  };
}
