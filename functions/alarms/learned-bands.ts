import { type BandModel, centreAt, trainBand } from './band-model.ts';
import type { Recording } from './recording.ts';

const DAY_MS = 86_400_000;
const TRAINED_ON_MS = 14 * DAY_MS;

/** For each period of a recording the middle of its band and one standard deviation; NaN where nothing was learned yet. */
export interface LearnedBands {
  readonly centres: Float64Array;
  readonly deviations: Float64Array;
}

export interface Learning {
  /** So long nothing is judged: a band of a few hours knows no day. */
  readonly learnMs: number;
  /** @default a day */
  readonly retrainMs?: number;
}

/**
 * Learns the bands of a recording without looking ahead: after `learnMs`, and then once a day, from the two weeks before;
 * no point is judged by a band that has seen it or anything after it.
 */
export function learnBands(recording: Recording, learning: Learning): LearnedBands {
  const { spans } = recording;
  const { learnMs, retrainMs = DAY_MS } = learning;
  const learnedBy = Math.ceil(learnMs / spans.periodMs);
  const each = Math.max(1, Math.round(retrainMs / spans.periodMs));
  const centres = new Float64Array(spans.count).fill(Number.NaN);
  const deviations = new Float64Array(spans.count).fill(Number.NaN);
  for (let from = learnedBy; from < spans.count; from += each) {
    const model = trainedBefore(recording, from);
    if (!model) continue;
    const to = Math.min(from + each, spans.count);
    deviations.fill(model.deviation, from, to);
    for (let i = from; i < to; i++) {
      centres[i] = centreAt(model, spans.startMs + i * spans.periodMs) ?? Number.NaN;
    }
  }
  return { centres, deviations };
}

function trainedBefore({ spans, values }: Recording, end: number): BandModel | undefined {
  const start = Math.max(0, end - Math.floor(TRAINED_ON_MS / spans.periodMs));
  const startMs = spans.startMs + start * spans.periodMs;
  return trainBand(values.slice(start, end), {
    startMs,
    periodMs: spans.periodMs,
    count: end - start,
  });
}
