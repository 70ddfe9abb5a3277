import type { AttemptResult } from '../kinds/attempt-result.ts';
import type { CertificateFacts, Outcome, StepResult } from '../targets/probe-result.ts';
import type { JourneyStep } from '../targets/target.ts';

/**
 * What the steps that were taken say of their journey.
 *
 * @param taken - from the first, at least one
 */
export function journeyResult(
  steps: readonly JourneyStep[],
  taken: readonly AttemptResult[],
): AttemptResult {
  const last = taken.at(-1);
  const named = taken.map((result, at) => stepResult(steps[at]?.name ?? '', result));
  const worst = worstOf(named);
  if (!last || !worst) throw new Error('a journey has a step at least');
  const latencyMs = sumOf(taken.map((result) => result.latencyMs));
  const certificate = soonest(taken.flatMap((result) => result.certificate ?? []));
  return {
    outcome: worst.outcome,
    sentence: sentenceOf(worst, named, steps.length, latencyMs),
    phases: last.phases,
    steps: named,
    ...(last.status !== undefined && { status: last.status }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(certificate && { certificate }),
  };
}

function stepResult(name: string, result: AttemptResult): StepResult {
  const { outcome, sentence, phases, status } = result;
  return { name, outcome, sentence, phases, ...(status !== undefined && { status }) };
}

/** From bad to good: of a journey the worst of its steps counts. */
const BY_BADNESS: readonly Outcome[] = ['down', 'unknown', 'degraded', 'up'];

function worstOf(steps: readonly StepResult[]): StepResult | undefined {
  return BY_BADNESS.map((bad) => steps.find(({ outcome }) => outcome === bad)).find(Boolean);
}

function sentenceOf(
  worst: StepResult,
  taken: readonly StepResult[],
  count: number,
  latencyMs: number | undefined,
): string {
  if (worst.outcome !== 'up') {
    return `step ${taken.indexOf(worst) + 1} of ${count}, ${worst.name}: ${worst.sentence}`;
  }
  const time = latencyMs === undefined ? '' : ` after ${Math.round(latencyMs)} ms`;
  return count === 1 ? `its step answered${time}` : `all ${count} steps answered${time}`;
}

/** Undefined where one is not known. */
function sumOf(times: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const time of times) {
    if (time === undefined) return undefined;
    sum += time;
  }
  return Math.round(sum * 10) / 10;
}

function soonest(certificates: readonly CertificateFacts[]): CertificateFacts | undefined {
  return certificates.toSorted((one, other) => one.daysLeft - other.daysLeft)[0];
}
