import type { NowMs } from '../../shared/clock.ts';
import type { AttemptTools } from '../kinds/attempt.ts';
import type { AttemptResult } from '../kinds/attempt-result.ts';
import type { CheckHttp } from '../kinds/check-http.ts';
import type { JourneyStep } from '../targets/target.ts';
import { BadVariable } from './bad-variable.ts';
import { type CookieJar, createCookieJar } from './cookie-jar.ts';
import { extract } from './extract.ts';
import { fillRequest } from './fill-request.ts';
import { journeyResult } from './journey-result.ts';
import type { Variables } from './variables.ts';

/**
 * Walks journeys: one request after the other, each with the cookies and the variables of those before, up to the first that
 * is not well. Nothing of one walk is left for the next.
 *
 * @param now - what cookies expire by
 */
export function createWalk(now: NowMs): AttemptTools['walk'] {
  return async (steps, check) => {
    const cookies = createCookieJar(now);
    const taken: AttemptResult[] = [];
    let variables: Variables = new Map();
    for (const step of steps) {
      const { result, extracted } = await take(step, { variables, cookies, check });
      taken.push(result);
      if (!extracted) break;
      variables = new Map([...variables, ...extracted]);
    }
    return journeyResult(steps, taken);
  };
}

interface Surroundings {
  readonly variables: Variables;
  readonly cookies: CookieJar;
  readonly check: CheckHttp;
}

interface Taken {
  readonly result: AttemptResult;
  /** Absent where the journey ends. */
  readonly extracted?: Variables;
}

async function take(
  step: JourneyStep,
  { variables, cookies, check }: Surroundings,
): Promise<Taken> {
  const filled = orSentence(() => fillRequest(step.request, variables));
  if (typeof filled === 'string') return { result: down(filled, { phases: {} }) };
  const { request, privateHeaders } = filled;
  const { result, seen } = await check(request, step.expect, { cookies, privateHeaders });
  if (!seen || result.outcome === 'down' || result.outcome === 'unknown') return { result };
  const extracted = orSentence(() => extract(step.extract, seen));
  return typeof extracted === 'string'
    ? { result: down(extracted, result) }
    : { result, extracted };
}

function down(sentence: string, seen: Omit<AttemptResult, 'outcome' | 'sentence'>): AttemptResult {
  return { ...seen, outcome: 'down', sentence };
}

/** What cannot be used of an answer is the target's fault, everything else thrown is ours. */
function orSentence<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof BadVariable) return error.message;
    throw error;
  }
}
