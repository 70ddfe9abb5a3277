import type { Spans } from '../../../functions/alarms/time-series.ts';
import { type Aggregate, clearAggregate, emptyAggregate } from './aggregate.ts';
import { BucketSeries, type SavedBucket } from './bucket-series.ts';
import { keyOfMetric, type MetricIdentity } from './metric-identity.ts';
import type { Statistic } from './statistic.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Two weeks and a day, so that a band trained on two weeks always has them whole. */
const KEPT_MS = 15 * DAY_MS;

/** How long seconds are kept apart; CloudWatch keeps them three hours. */
const SECONDS_KEPT_MS = 3 * HOUR_MS;

export interface Measurement {
  readonly atMs: number;
  readonly unit: string;
  readonly measured: Aggregate;
  /** Kept by the second too. */
  readonly isHighResolution?: boolean;
}

export interface MetricQuery extends MetricIdentity {
  /** Only data put with this unit. Absent: all. */
  readonly unit?: string;
}

/** A saved hour (or minute of seconds) of a metric in one unit. */
export interface SavedBlock {
  readonly metric: MetricIdentity;
  readonly unit: string;
  readonly tier: 'minutes' | 'seconds';
  readonly block: number;
  readonly buckets: readonly SavedBucket[];
}

interface Tiers {
  readonly minutes: BucketSeries;
  seconds: BucketSeries | undefined;
}

interface Metric {
  readonly identity: MetricIdentity;
  readonly byUnit: Map<string, Tiers>;
}

/** Every metric of the last two weeks, by the minute. */
export class MetricStore {
  readonly #metrics = new Map<string, Metric>();
  /** Alarms ask for the same metrics every minute. */
  readonly #keys = new WeakMap<MetricQuery, string>();

  put(identity: MetricIdentity, { atMs, unit, measured, isHighResolution }: Measurement): void {
    const tiers = this.#tiers(identity, unit);
    tiers.minutes.add(atMs, measured);
    if (!isHighResolution) return;
    tiers.seconds ??= new BucketSeries(SECOND_MS);
    tiers.seconds.add(atMs, measured);
  }

  /** One value for each span, undefined where nothing was measured. */
  read(query: MetricQuery, statistic: Statistic, spans: Spans): (number | undefined)[] {
    return this.#aggregates(query, spans, statistic.percentile !== undefined, statistic.of);
  }

  /** How many samples each span has. */
  samples(query: MetricQuery, spans: Spans): number[] {
    return this.#aggregates(query, spans, false, ({ count }) => count);
  }

  prune(nowMs: number): void {
    for (const [{ byUnit }, unit, tiers] of this.#everyUnit()) {
      if (tiers.seconds?.prune(nowMs - SECONDS_KEPT_MS)) tiers.seconds = undefined;
      if (tiers.minutes.prune(nowMs - KEPT_MS)) byUnit.delete(unit);
    }
    for (const [key, { byUnit }] of this.#metrics) {
      if (byUnit.size === 0) this.#metrics.delete(key);
    }
  }

  /** What must be written to disk: the blocks that changed since the last time, or all. */
  *toSave(which: 'changed' | 'all'): Iterable<SavedBlock> {
    for (const [{ identity }, unit, { minutes, seconds }] of this.#everyUnit()) {
      const place = { metric: identity, unit };
      yield* blocksToSave({ ...place, tier: 'minutes' }, minutes, which);
      if (seconds) yield* blocksToSave({ ...place, tier: 'seconds' }, seconds, which);
    }
  }

  restore({ metric, unit, tier, block, buckets }: SavedBlock): void {
    const tiers = this.#tiers(metric, unit);
    if (tier === 'seconds') tiers.seconds ??= new BucketSeries(SECOND_MS);
    tiers[tier]?.restore(block, buckets);
  }

  #aggregates<T>(
    query: MetricQuery,
    { startMs, periodMs, count }: Spans,
    withValues: boolean,
    toValue: (aggregate: Aggregate) => T,
  ): T[] {
    const series = this.#seriesOf(query, periodMs);
    const results: T[] = [];
    // A band reads two weeks of minutes every hour: a new object for each would be most of the work.
    const aggregate = emptyAggregate(withValues);
    for (let i = 0; i < count; i++) {
      const fromMs = startMs + i * periodMs;
      if (aggregate.count > 0) clearAggregate(aggregate, withValues);
      for (const one of series) one.fold(fromMs, fromMs + periodMs, aggregate, withValues);
      results.push(toValue(aggregate));
    }
    return results;
  }

  #seriesOf(query: MetricQuery, periodMs: number): readonly BucketSeries[] {
    const key = this.#keys.get(query) ?? keyOfMetric(query);
    this.#keys.set(query, key);
    const found: BucketSeries[] = [];
    for (const [unit, { minutes, seconds }] of this.#metrics.get(key)?.byUnit ?? []) {
      if (query.unit !== undefined && unit !== query.unit) continue;
      found.push(periodMs < MINUTE_MS ? (seconds ?? minutes) : minutes);
    }
    return found;
  }

  *#everyUnit(): Iterable<readonly [Metric, string, Tiers]> {
    for (const metric of this.#metrics.values()) {
      for (const [unit, tiers] of metric.byUnit) yield [metric, unit, tiers];
    }
  }

  #tiers(identity: MetricIdentity, unit: string): Tiers {
    const key = keyOfMetric(identity);
    const metric: Metric = this.#metrics.get(key) ?? { identity, byUnit: new Map() };
    this.#metrics.set(key, metric);
    const tiers = metric.byUnit.get(unit) ?? {
      minutes: new BucketSeries(MINUTE_MS),
      seconds: undefined,
    };
    metric.byUnit.set(unit, tiers);
    return tiers;
  }
}

function* blocksToSave(
  place: Pick<SavedBlock, 'metric' | 'unit' | 'tier'>,
  series: BucketSeries,
  which: 'changed' | 'all',
): Iterable<SavedBlock> {
  const changed = series.takeChanged();
  for (const block of which === 'all' ? series.blocks() : changed) {
    yield { ...place, block, buckets: series.saved(block) };
  }
}
