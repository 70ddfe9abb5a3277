import type { Spans } from '../../../../functions/alarms/time-series.ts';
import {
  BandModels,
  type BandSubject,
} from '../../../../local/emulators/cloudwatch/band-models.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 23, 12);
const latency = { namespace: 'Afterprod', name: 'Latency', dimensions: {} };

/** A band about a metric that has `valueAt` every five minutes. */
function subject(
  valueAt: (atMs: number) => number | undefined,
): BandSubject & { trainings: number } {
  return {
    key: 'latency',
    metric: latency,
    statistic: 'Average',
    trainings: 0,
    history(spans) {
      this.trainings++;
      return Array.from({ length: spans.count }, (_, i) =>
        valueAt(spans.startMs + i * spans.periodMs),
      );
    },
  };
}

function spansUntil(endMs: number, count = 1): Spans {
  const periodMs = 5 * MINUTE_MS;
  return { startMs: endMs - count * periodMs, periodMs, count };
}

/** Lower and upper edge at the end of `spans`, three deviations wide. */
function edges(of: BandSubject, spans = spansUntil(NOW_MS), bands = new BandModels()) {
  const [lower, upper] = bands.band(spans, 3, of);
  return [lower.at(-1), upper.at(-1)] as const;
}

/** Even noise between -1 and 1 that repeats itself. */
const noise = (atMs: number) => (((atMs / MINUTE_MS) * 7919) % 201) / 100 - 1;

/** Busy by day, quiet by night. */
const daily = (atMs: number) => (atMs % DAY_MS >= 8 * HOUR_MS ? 100 : 50) + 5 * noise(atMs);

test('learns the rhythm of the day', () => {
  const [noonLow = 0, noonHigh = 0] = edges(subject(daily));
  const [nightLow = 0, nightHigh = 0] = edges(subject(daily), spansUntil(NOW_MS - 9 * HOUR_MS));
  expect([noonLow < 100, noonHigh > 100, noonHigh < 150]).toEqual([true, true, true]);
  expect([nightLow < 50, nightHigh > 50, nightHigh < 90]).toEqual([true, true, true]);
});

test('an incident in the history does not widen the band', () => {
  const incident = (atMs: number) => (NOW_MS - atMs < 2 * HOUR_MS ? 900 : daily(atMs));
  const [, calm = 0] = edges(subject(daily));
  const [, upset = 0] = edges(subject(incident));
  expect(upset).toBeLessThan(1.2 * calm);
});

test('a metric that hardly moves may move by one percent of its level a deviation', () => {
  expect(edges(subject(() => 200))).toEqual([194, 206]);
});

test('has no band before it has learned', () => {
  const few = (atMs: number) => (NOW_MS - atMs < 100 * MINUTE_MS ? 1 : undefined);
  expect(edges(subject(few))).toEqual([undefined, undefined]);
});

test('is trained once an hour', () => {
  const bands = new BandModels();
  const about = subject(daily);
  for (let minute = 0; minute < 120; minute += 5) {
    edges(about, spansUntil(NOW_MS + minute * MINUTE_MS), bands);
  }
  expect(about.trainings).toBe(2);
});

test('learns nothing from times that are excluded', () => {
  const bands = new BandModels();
  const deployed = (atMs: number) => (NOW_MS - atMs < 3 * DAY_MS ? 500 : 100);
  const ranges = [{ fromMs: NOW_MS - 3 * DAY_MS, toMs: NOW_MS }];
  bands.exclude(latency, 'Average', ranges);
  expect(edges(subject(deployed), spansUntil(NOW_MS), bands)).toEqual([97, 103]);
});
