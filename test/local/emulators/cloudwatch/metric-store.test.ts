import * as fc from 'fast-check';
import { aggregateOf } from '../../../../local/emulators/cloudwatch/aggregate.ts';
import { MetricStore } from '../../../../local/emulators/cloudwatch/metric-store.ts';
import { statisticNamed } from '../../../../local/emulators/cloudwatch/statistic.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const START_MS = Date.UTC(2026, 10, 23);
const latency = {
  namespace: 'Afterprod',
  name: 'Latency',
  dimensions: { Probe: 'home', Stage: 'prod' },
};

interface Sample {
  readonly atMs: number;
  readonly value: number;
  readonly unit: string;
}

function storeOf(samples: readonly Sample[], isHighResolution = false): MetricStore {
  const store = new MetricStore();
  for (const { atMs, value, unit } of samples) {
    store.put(latency, {
      atMs: START_MS + atMs,
      unit,
      measured: aggregateOf([value]),
      isHighResolution,
    });
  }
  return store;
}

describe('for any samples', () => {
  const sample = fc.record({
    atMs: fc.integer({ min: 0, max: 3 * 60 * MINUTE_MS }),
    value: fc.integer({ min: -3, max: 3 }),
    unit: fc.constantFrom('Milliseconds', 'Count'),
  });
  const samples = fc.array(sample, { maxLength: 60 });
  const query = fc.record({
    fromMinute: fc.integer({ min: -5, max: 180 }),
    periodMinutes: fc.integer({ min: 1, max: 70 }),
    count: fc.integer({ min: 1, max: 4 }),
    unit: fc.option(fc.constantFrom('Milliseconds', 'Count', 'Bytes'), { nil: undefined }),
    statistic: fc.constantFrom('Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount', 'p50', 'p90'),
  });

  /** Every statistic from a plain list of values. */
  function plainly(statistic: string, values: readonly number[]): number | undefined {
    const sorted = [...values].sort((a, b) => a - b);
    const sum = values.reduce((total, value) => total + value, 0);
    const percentile =
      sorted[Math.max(0, Math.ceil((Number(statistic.slice(1)) / 100) * sorted.length) - 1)];
    const plain: Record<string, number | undefined> = {
      Average: sum / values.length,
      Sum: sum,
      Minimum: sorted[0],
      Maximum: sorted.at(-1),
      SampleCount: values.length,
    };
    return statistic in plain ? plain[statistic] : percentile;
  }

  test('each span has the statistic of what was measured in it', () => {
    fc.assert(
      fc.property(samples, query, (all, { fromMinute, periodMinutes, count, unit, statistic }) => {
        const spans = {
          startMs: START_MS + fromMinute * MINUTE_MS,
          periodMs: periodMinutes * MINUTE_MS,
          count,
        };
        const wanted = { ...latency, ...(unit && { unit }) };
        const read = storeOf(all).read(wanted, statisticNamed(statistic), spans);
        const expected = Array.from({ length: count }, (_, i) => {
          const from = fromMinute + i * periodMinutes;
          const inSpan = all.filter(({ atMs }) => {
            const minute = Math.floor(atMs / MINUTE_MS);
            return minute >= from && minute < from + periodMinutes;
          });
          const values = inSpan.filter((one) => unit === undefined || one.unit === unit);
          if (values.length === 0) return undefined;
          return plainly(
            statistic,
            values.map(({ value }) => value),
          );
        });
        expect(read).toEqual(expected);
      }),
    );
  });

  test('what is saved and restored reads the same', () => {
    fc.assert(
      fc.property(samples, fc.boolean(), (all, isHighResolution) => {
        const store = storeOf(all, isHighResolution);
        const restored = new MetricStore();
        for (const block of store.toSave('changed')) {
          restored.restore(JSON.parse(JSON.stringify(block)));
        }
        expect([...store.toSave('changed')]).toEqual([]);
        expect([...restored.toSave('all')]).toEqual([...store.toSave('all')]);
      }),
    );
  });
});

test('values given with counts add up with single ones', () => {
  const store = new MetricStore();
  const put = (measured: ReturnType<typeof aggregateOf>) =>
    store.put(latency, { atMs: START_MS, unit: 'None', measured });
  put(aggregateOf([1, 2], [3, 1]));
  put(aggregateOf([6]));
  put(aggregateOf([4]));
  const spans = { startMs: START_MS, periodMs: MINUTE_MS, count: 1 };
  const read = (name: string) => store.read(latency, statisticNamed(name), spans)[0];
  expect(['Sum', 'SampleCount', 'Minimum', 'Maximum'].map(read)).toEqual([15, 6, 1, 6]);
  expect(read('p50')).toBe(1);
});

test('periods under a minute need seconds to be kept', () => {
  const samples = [0, 12_000, 31_000].map((atMs) => ({ atMs, value: 1, unit: 'None' }));
  const spans = { startMs: START_MS, periodMs: 10_000, count: 6 };
  const counts = (isHighResolution: boolean) =>
    storeOf(samples, isHighResolution).samples(latency, spans);
  expect(counts(true)).toEqual([1, 1, 0, 1, 0, 0]);
  expect(counts(false)).toEqual([3, 0, 0, 0, 0, 0]);
});

test('percentiles of thousands of different values are off by under one percent', () => {
  const values = Array.from({ length: 5000 }, (_, i) => 100 + i / 10);
  const store = storeOf(values.map((value) => ({ atMs: 0, value, unit: 'None' })));
  const spans = { startMs: START_MS, periodMs: MINUTE_MS, count: 1 };
  for (const percent of [1, 50, 99]) {
    const [value = 0] = store.read(latency, statisticNamed(`p${percent}`), spans);
    expect(Math.abs(value / (100 + 5 * percent) - 1)).toBeLessThan(0.01);
  }
});

test('keeps two weeks', () => {
  const store = storeOf([0, DAY_MS, 14 * DAY_MS].map((atMs) => ({ atMs, value: 1, unit: 'None' })));
  store.prune(START_MS + 15 * DAY_MS + 60 * MINUTE_MS);
  const spans = { startMs: START_MS, periodMs: DAY_MS, count: 15 };
  expect(store.samples(latency, spans).flatMap((count, day) => (count ? [day] : []))).toEqual([
    1, 14,
  ]);
});

test('an unknown statistic is refused by name', () => {
  expect(() => statisticNamed('tm99')).toThrow('the statistic tm99 is not emulated');
});
