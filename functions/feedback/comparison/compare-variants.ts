import type { FeedbackCount } from '../statistics/feedback-counts.ts';
import type { Served } from '../statistics/statistics.ts';
import { chanceOfWorse, type Trials } from './fisher.ts';

/** What is known of one toggle: how often each variant was served, and what its users said. */
export interface ToggleFigures {
  readonly key: string;
  /** What a kill switches to; all other variants together are compared with it. */
  readonly safeVariant: string;
  readonly counts: readonly FeedbackCount[];
  readonly exposures: readonly Served[];
}

export interface Comparison {
  readonly on: Trials;
  readonly off: Trials;
  /** What complaints are measured against: how often a variant was served, or else how much feedback there was. */
  readonly basis: 'exposures' | 'feedback';
  /**
   * How much speaks against the toggle: 3 where chance alone gives as many complaints once in a thousand times, 6 once in
   * a million. 0 while there are too few complaints to tell.
   */
  readonly harm: number;
}

/** Of each side. Fewer tell nothing, and nothing is told. */
const MIN_EXPOSURES = 100;
const MIN_FEEDBACK = 20;

/** Of the side that is suspected: one angry visitor, or a few, are no proof. */
const MIN_COMPLAINTS = 5;

/** More than can be told apart. */
const MOST_HARM = 100;

/** The variants of one toggle that are on, against the safe one; undefined where too few users had one or the other. */
export function compareVariants(figures: ToggleFigures): Comparison | undefined {
  const { key, safeVariant } = figures;
  const counts = figures.counts.filter(({ served }) => served?.toggle === key);
  const exposures = figures.exposures.filter((each) => each.key === key);
  const side = (isSafe: boolean): Side => {
    const said = counts.filter(({ served }) => (served?.variant === safeVariant) === isSafe);
    const shown = exposures.filter(({ variant }) => (variant === safeVariant) === isSafe);
    return {
      total: sum(said.map(({ total }) => total)),
      negative: sum(said.map(({ negative }) => negative)),
      exposures: sum(shown.map(({ count }) => count)),
    };
  };
  const [on, off] = [side(false), side(true)];
  const basis = basisOf(on, off);
  return basis && judged(trialsOf(on, basis), trialsOf(off, basis), basis);
}

interface Side {
  readonly total: number;
  readonly negative: number;
  readonly exposures: number;
}

/** What pages evaluate in one request is not counted as served: then feedback itself is the measure. */
function basisOf(on: Side, off: Side): Comparison['basis'] | undefined {
  if (Math.min(on.exposures, off.exposures) >= MIN_EXPOSURES) return 'exposures';
  return Math.min(on.total, off.total) >= MIN_FEEDBACK ? 'feedback' : undefined;
}

/** Who complains twice about one visit counts as two visits: never more fail than try. */
function trialsOf({ total, negative, exposures }: Side, basis: Comparison['basis']): Trials {
  const tried = basis === 'exposures' ? exposures : total;
  return { failed: negative, total: Math.max(tried, negative) };
}

function judged(on: Trials, off: Trials, basis: Comparison['basis']): Comparison {
  if (on.failed < MIN_COMPLAINTS) return { on, off, basis, harm: 0 };
  const harm = Math.max(0, -Math.log10(chanceOfWorse(on, off)));
  return { on, off, basis, harm: Math.min(MOST_HARM, harm) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
