import type { Aggregate } from './aggregate.ts';

/** A statistic of CloudWatch, read from its name. */
export interface Statistic {
  readonly name: string;
  /** Above 0, at most 100; absent for the plain statistics. */
  readonly percentile?: number;
  of(aggregate: Aggregate): number | undefined;
}

const PLAIN: Readonly<Record<string, (aggregate: Aggregate) => number>> = {
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
  SampleCount: ({ count }) => count,
};

/** Reads `Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount` or `p0` to `p100`; the trimmed ones are refused. */
export function statisticNamed(name: string): Statistic {
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (plain)
    return { name, of: (aggregate) => (aggregate.count > 0 ? plain(aggregate) : undefined) };
  const percentile = Number(/^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1] ?? Number.NaN);
  if (Number.isNaN(percentile)) {
    const known = [...Object.keys(PLAIN), 'p50 and the like'].join(', ');
    throw new Error(`the statistic ${name} is not emulated (known: ${known})`);
  }
  return { name, percentile, of: ({ values }) => values?.percentile(percentile) };
}
