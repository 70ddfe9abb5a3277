import * as fc from 'fast-check';
import {
  MOST_ATTEMPTS,
  retryAfterMs,
} from '../../../../functions/alerts/deliveries/retry-after.ts';

const attempts = fc.integer({ min: 1, max: MOST_ATTEMPTS });
const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });

test('never longer than a limit that doubles from five seconds to a quarter of an hour', () => {
  fc.assert(
    fc.property(attempts, random, (count, luck) => {
      const waitMs = retryAfterMs(count, luck);
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(Math.min(900_000, 5_000 * 2 ** (count - 1)));
    }),
  );
});

test('a receiver is not asked again before it said, within an hour', () => {
  expect(retryAfterMs(1, 0.5, 120_000)).toBe(120_000);
  expect(retryAfterMs(1, 0.5, 86_400_000)).toBe(3_600_000);
  expect(retryAfterMs(12, 0.5, 1_000)).toBe(450_000);
});

test('what is given up was tried for an hour on the average', () => {
  const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, each) => retryAfterMs(each + 1, 0.5));
  const minutes = waits.reduce((sum, wait) => sum + wait, 0) / 60_000;
  expect(minutes).toBeGreaterThan(50);
  expect(minutes).toBeLessThan(90);
});
