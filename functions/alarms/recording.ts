import type { Spans, TimeSeries } from './time-series.ts';

/** What a metric was, one value a period, as alarms see it. */
export interface Recording {
  readonly spans: Spans;
  readonly values: TimeSeries;
}

/** Points as they were written down, in any order; a time may come twice. */
export interface RecordedPoints {
  readonly timesMs: readonly number[] | Float64Array;
  readonly values: readonly number[] | Float64Array;
}

/** How the points of one period become its value. */
export type Combine = 'average' | 'maximum' | 'minimum' | 'sum';

/** A year by minutes is half a million: what takes more holds a time that is wrong. */
const MOST_PERIODS = 5_000_000;

/** The same as CloudWatch does with a metric's samples: periods at round times, a period without a point has no value. */
export function recordingOf(
  { timesMs, values }: RecordedPoints,
  periodMs: number,
  combine: Combine,
): Recording {
  const [firstMs, lastMs] = ends(timesMs);
  const startMs = Math.floor(firstMs / periodMs) * periodMs;
  const count = Math.floor((lastMs - startMs) / periodMs) + 1;
  if (count > MOST_PERIODS) throw new Error(tooLong(firstMs, lastMs, periodMs));
  const totals = new Float64Array(count);
  const samples = new Uint32Array(count);
  for (let i = 0; i < timesMs.length; i++) {
    const at = Math.floor(((timesMs[i] ?? 0) - startMs) / periodMs);
    const value = values[i] ?? 0;
    totals[at] = samples[at] === 0 ? value : FOLDS[combine](totals[at] ?? 0, value);
    samples[at] = (samples[at] ?? 0) + 1;
  }
  return {
    spans: { startMs, periodMs, count },
    values: Array.from(totals, (total, i) => valueOfPeriod(total, samples[i] ?? 0, combine)),
  };
}

const add = (a: number, b: number) => a + b;

const FOLDS: Readonly<Record<Combine, (a: number, b: number) => number>> = {
  average: add,
  sum: add,
  maximum: Math.max,
  minimum: Math.min,
};

function valueOfPeriod(total: number, samples: number, combine: Combine): number | undefined {
  if (samples === 0) return undefined;
  return combine === 'average' ? total / samples : total;
}

function ends(timesMs: RecordedPoints['timesMs']): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const at of timesMs) {
    if (at < first) first = at;
    if (at > last) last = at;
  }
  if (first > last) throw new Error('A recording needs points: there are none.');
  return [first, last];
}

function tooLong(firstMs: number, lastMs: number, periodMs: number): string {
  const [first, last] = [firstMs, lastMs].map((at) => new Date(at).toISOString());
  return `From ${first} to ${last} there are more than ${MOST_PERIODS} periods of ${periodMs / 1000} s: is one of these times wrong?`;
}
