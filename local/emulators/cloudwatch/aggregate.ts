import { Distribution } from './distribution.ts';

/** What was measured in some span of time. */
export interface Aggregate {
  sum: number;
  count: number;
  min: number;
  max: number;
  /** Absent where nobody asks for percentiles. */
  values: Distribution | undefined;
}

export function emptyAggregate(withValues = true): Aggregate {
  const values = withValues ? new Distribution() : undefined;
  return { sum: 0, count: 0, min: Infinity, max: -Infinity, values };
}

/** Makes it as if it were new. */
export function clearAggregate(aggregate: Aggregate, withValues: boolean): void {
  aggregate.sum = 0;
  aggregate.count = 0;
  aggregate.min = Infinity;
  aggregate.max = -Infinity;
  aggregate.values = withValues ? new Distribution() : undefined;
}

/** `counts[i]` times `values[i]` (once where counts are absent). */
export function aggregateOf(values: readonly number[], counts?: readonly number[]): Aggregate {
  const aggregate = emptyAggregate();
  values.forEach((value, i) => {
    const count = counts?.[i] ?? 1;
    aggregate.sum += value * count;
    aggregate.count += count;
    aggregate.min = Math.min(aggregate.min, value);
    aggregate.max = Math.max(aggregate.max, value);
    aggregate.values?.add(value, count);
  });
  return aggregate;
}
