/** One value for each span of time, oldest first; undefined where there is none. */
export type TimeSeries = readonly (number | undefined)[];

/** Equal spans of time, oldest first: span i is [startMs + i * periodMs, startMs + (i + 1) * periodMs). */
export interface Spans {
  readonly startMs: number;
  readonly periodMs: number;
  readonly count: number;
}
