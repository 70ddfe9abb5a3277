import { naturalPeriod } from '../../../functions/alarms/natural-period.ts';
import { recordingOf } from '../../../functions/alarms/recording.ts';

const at = (seconds: number) => Date.UTC(2026, 0, 1) + seconds * 1000;

test.each([
  ['average', 2],
  ['sum', 4],
  ['maximum', 3],
  ['minimum', 1],
] as const)(
  'points of one period become their %s, in whatever order they come',
  (combine, value) => {
    const points = { timesMs: [at(130), at(10), at(70), at(75)], values: [9, 5, 1, 3] };
    const { spans, values } = recordingOf(points, 60_000, combine);
    expect(spans).toEqual({ startMs: at(0), periodMs: 60_000, count: 3 });
    expect(values).toEqual([5, value, 9]);
  },
);

test('a period without a point has no value', () => {
  const points = { timesMs: [at(0), at(180)], values: [1, 2] };
  expect(recordingOf(points, 60_000, 'average').values).toEqual([1, undefined, undefined, 2]);
});

test('a time that is far from all others is an error, not a gap of gigabytes', () => {
  const points = { timesMs: [0, at(0)], values: [1, 2] };
  expect(() => recordingOf(points, 60_000, 'average')).toThrow(
    'From 1970-01-01T00:00:00.000Z to 2026-01-01T00:00:00.000Z there are more than 5000000 periods',
  );
});

test.each([
  [[0, 300, 600, 900], 300],
  [[600, 0, 0, 300, 7200], 300],
  [[0, 61, 119, 181], 60],
  [[0, 10, 20, 30], 10],
  [[0, 1, 2, 3], 60],
  [[0], 60],
])('points at %j s have a period of %d s', (seconds, period) => {
  expect(naturalPeriod(seconds.map(at))).toBe(period);
});
