import { learnBands } from '../../../functions/alarms/learned-bands.ts';

const HOUR_MS = 3_600_000;
const DAY = 24;
const DAYS = 6;
const LEARNED = 3 * DAY;

/** A day's rhythm with a little noise; from an hour on it is another world. */
function bandsWith(brokenFrom: number) {
  const values = Array.from({ length: DAYS * DAY }, (_, hour) =>
    hour < brokenFrom ? 100 + 20 * Math.sin(hour / 4) + ((hour * 7) % 5) : 10_000,
  );
  const spans = { startMs: 0, periodMs: HOUR_MS, count: values.length };
  return learnBands({ spans, values }, { learnMs: LEARNED * HOUR_MS });
}

test.each([
  [3, LEARNED],
  [4, LEARNED + DAY],
])('whatever day %d is like, its own band is learned of the days before alone', (_, from) => {
  const [usual, broken] = [bandsWith(DAYS * DAY), bandsWith(from)];
  for (const key of ['centres', 'deviations'] as const) {
    expect(broken[key].slice(from, from + DAY)).toEqual(usual[key].slice(from, from + DAY));
    expect(usual[key].slice(from, from + DAY)).not.toContain(Number.NaN);
    expect(broken[key].slice(from + DAY)).not.toEqual(usual[key].slice(from + DAY));
  }
});
