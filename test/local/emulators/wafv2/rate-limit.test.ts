import fc from 'fast-check';
import { RateLimit } from '../../../../local/emulators/wafv2/rate-limit.ts';

const WINDOW_MS = 60_000;

test('more requests than the limit in the window just passed, and nothing else, exceed it', () => {
  const gaps = fc.array(fc.oneof(fc.nat(20_000), fc.constantFrom(0, 1, WINDOW_MS - 1, WINDOW_MS)));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), gaps, (limit, waits) => {
      const rate = new RateLimit(limit, WINDOW_MS);
      const times: number[] = [];
      let nowMs = 0;
      for (const waitMs of waits) {
        nowMs += waitMs;
        times.push(nowMs);
        const inWindow = times.filter((atMs) => atMs > nowMs - WINDOW_MS).length;
        expect(rate.isExceededBy('a', nowMs)).toBe(inWindow > limit);
      }
    }),
  );
});

test('each key has a count of its own', () => {
  const rate = new RateLimit(1, WINDOW_MS);
  expect(['a', 'b', 'a', 'b', 'c'].map((key) => rate.isExceededBy(key, 0))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});

test('strangers without number do not fill the memory: the oldest key is forgotten', () => {
  const rate = new RateLimit(1, WINDOW_MS);
  rate.isExceededBy('first', 0);
  for (let at = 0; at < 10_000; at++) rate.isExceededBy(`key ${at}`, 0);
  expect(rate.isExceededBy('first', 0)).toBe(false);
  expect(rate.isExceededBy('key 9999', 0)).toBe(true);
});
