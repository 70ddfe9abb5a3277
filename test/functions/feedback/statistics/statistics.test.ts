import type { FeedbackCount } from '../../../../functions/feedback/statistics/feedback-counts.ts';
import { statisticsOf } from '../../../../functions/feedback/statistics/statistics.ts';

const hour = '2026-11-23T12';
/** What a function may answer. */
const LAMBDA_BYTES = 6 * 1024 * 1024;

/** As the counters of pages were that named whatever they liked, with names as long as they may be. */
function claimed(length: number, count: (name: string, index: number) => Partial<FeedbackCount>) {
  return Array.from({ length }, (_, index): FeedbackCount => {
    const name = String(index).padStart(64, 'x');
    return {
      hour,
      release: 'r1',
      total: 1_000_000 + index,
      negative: index,
      ...count(name, index),
    };
  });
}

test('an answer has the most complained of, says how many more there are, and stays far below what may be answered', () => {
  const counts = [
    ...claimed(1_000, (release) => ({ release })),
    ...claimed(20_000, (toggle) => ({ served: { toggle, variant: 'v'.repeat(64) } })),
  ];
  const { releases, variants, more } = statisticsOf(counts, []);
  expect(releases).toHaveLength(100);
  expect(releases[0]).toMatchObject({ release: expect.stringMatching(/x999$/), negative: 999 });
  expect(variants).toHaveLength(500);
  expect(variants[0]?.negative).toBe(19_999);
  expect(more).toEqual({ releases: 900, variants: 19_500 });
  expect(JSON.stringify({ releases, variants }).length).toBeLessThan(LAMBDA_BYTES / 10);
});

test('an answer that has all of them says nothing of more', () => {
  const counts = [
    ...claimed(100, (release) => ({ release })),
    ...claimed(500, (toggle) => ({ served: { toggle, variant: 'on' } })),
  ];
  expect(statisticsOf(counts, [])).not.toHaveProperty('more');
});

test('one toggle or release is told of, however many there are', () => {
  const counts = claimed(600, (toggle) => ({ served: { toggle, variant: 'on' } }));
  const toggle = '0'.padStart(64, 'x');
  expect(statisticsOf(counts, [], { toggle })).toEqual({
    releases: [],
    variants: [{ toggle, variant: 'on', total: 1_000_000, negative: 0 }],
  });
});
