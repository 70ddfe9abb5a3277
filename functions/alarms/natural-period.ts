import { quantileInPlace } from './quantile.ts';

const MINUTE_S = 60;

/** The longest that CloudWatch has. */
const DAY_S = 86_400;

/** What CloudWatch takes below a minute, in seconds. */
const SHORT_PERIODS_S = [10, 20, 30];

/** So many gaps tell the pace of a recording; the first of millions would, too. */
const MOST_GAPS = 10_000;

/** The period that an alarm on these points would have, in seconds: their usual distance, as CloudWatch takes periods. */
export function naturalPeriod(timesMs: readonly number[] | Float64Array): number {
  const sorted = Float64Array.from(timesMs.slice(0, MOST_GAPS)).sort();
  const gaps = sorted.subarray(1).map((at, i) => at - (sorted[i] ?? at));
  const apart = gaps.filter((gap) => gap > 0);
  if (apart.length === 0) return MINUTE_S;
  const seconds = quantileInPlace(apart, 0.5) / 1000;
  const short = SHORT_PERIODS_S.find((period) => Math.abs(period - seconds) < 2);
  return short ?? Math.min(DAY_S, Math.max(1, Math.round(seconds / MINUTE_S)) * MINUTE_S);
}

/** Whether CloudWatch takes it, in seconds. */
export function isPeriod(seconds: number): boolean {
  return (
    SHORT_PERIODS_S.includes(seconds) ||
    (seconds > 0 && seconds <= DAY_S && seconds % MINUTE_S === 0)
  );
}
