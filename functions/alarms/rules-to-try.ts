import { quantileInPlace } from './quantile.ts';
import type { Recording } from './recording.ts';
import type { AlarmRule, BandRule } from './rule.ts';

const DEVIATIONS = [2, 2.5, 3, 3.5, 4, 5, 6];

/** M of N. A single point breaches a band about once a day: never 1 of 1. */
const BAND_POINTS = [
  [2, 3],
  [3, 3],
  [3, 5],
  [4, 5],
  [5, 5],
] as const;
const THRESHOLD_POINTS = [[1, 1], ...BAND_POINTS] as const;

/** So many times what was usual at its worst. */
const MULTIPLES = [1, 1.25, 1.5, 2, 3, 5];
const USUAL_WORST = 0.99;

/** What all rules that are tried have in common. */
export interface Common {
  readonly side: BandRule['side'];
  readonly periodSeconds: number;
  readonly missingData: AlarmRule['missingData'];
}

/** The rules that are worth trying on a recording. Limits are chosen from what came before `judgedFromMs` alone. */
export function rulesToTry(
  recording: Recording,
  judgedFromMs: number,
  { side, ...common }: Common,
): readonly AlarmRule[] {
  const bands = DEVIATIONS.flatMap((deviations) =>
    BAND_POINTS.map(([datapointsToAlarm, evaluationPeriods]) => ({
      ...common,
      kind: 'band' as const,
      deviations,
      side,
      datapointsToAlarm,
      evaluationPeriods,
    })),
  );
  if (side === 'either') return bands;
  const thresholds = thresholdsFrom(learnedValues(recording, judgedFromMs), side);
  return [
    ...bands,
    ...thresholds.flatMap((threshold) =>
      THRESHOLD_POINTS.map(([datapointsToAlarm, evaluationPeriods]) => ({
        ...common,
        kind: 'threshold' as const,
        comparison: side,
        threshold,
        datapointsToAlarm,
        evaluationPeriods,
      })),
    ),
  ];
}

function learnedValues({ spans, values }: Recording, beforeMs: number): Float64Array {
  const count = Math.max(0, Math.floor((beforeMs - spans.startMs) / spans.periodMs));
  return Float64Array.from(values.slice(0, count).filter((value) => value !== undefined));
}

/** Nothing is chosen for a metric that was 0 or below at its worst: multiples of it say nothing. */
function thresholdsFrom(values: Float64Array, side: 'above' | 'below'): readonly number[] {
  const worst = quantileInPlace(values, side === 'above' ? USUAL_WORST : 1 - USUAL_WORST);
  if (worst <= 0) return [];
  const times = (multiple: number) => (side === 'above' ? worst * multiple : worst / multiple);
  return [...new Set(MULTIPLES.map((multiple) => Number(times(multiple).toPrecision(2))))];
}
