import { explainFailure } from './explain-failure.ts';
import type { Answered, Observation } from './observation.ts';
import type { ProbeTarget } from './target.ts';

export interface Verdict {
  readonly isUp: boolean;
  /** Why, in words that a person who is woken by it understands. */
  readonly sentence: string;
}

type Expectations = Pick<ProbeTarget, 'expectedStatus' | 'latencyBudgetMs' | 'giveUpAfterMs'>;

/**
 * Decides whether a target is well.
 *
 * @param isLatencyTrusted - false when the prober itself was late, so that its times say nothing about the target
 */
export function judge(
  observation: Observation,
  expectations: Expectations,
  isLatencyTrusted = true,
): Verdict {
  if (observation.kind === 'failed') {
    return { isUp: false, sentence: explainFailure(observation, expectations.giveUpAfterMs) };
  }
  return judgeAnswer(observation, expectations, isLatencyTrusted);
}

function judgeAnswer(
  { status, phases }: Answered,
  { expectedStatus: [first, last], latencyBudgetMs }: Expectations,
  isLatencyTrusted: boolean,
): Verdict {
  if (status < first || status > last) {
    const expected = first === last ? `${first}` : `${first}–${last}`;
    return { isUp: false, sentence: `status was ${status}, expected ${expected}` };
  }
  const latencyMs = phases.firstByteMs ?? 0;
  if (isLatencyTrusted && latencyMs > latencyBudgetMs) {
    const sentence = `answered after ${Math.round(latencyMs)} ms, expected ${latencyBudgetMs} ms or less`;
    return { isUp: false, sentence };
  }
  const time = isLatencyTrusted ? ` after ${Math.round(latencyMs)} ms` : '';
  return { isUp: true, sentence: `status was ${status}${time}` };
}
