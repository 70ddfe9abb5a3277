import * as fc from 'fast-check';
import { chanceOfWorse } from '../../../../functions/feedback/comparison/fisher.ts';

const trials = fc
  .integer({ min: 0, max: 40 })
  .chain((total) => fc.record({ total: fc.constant(total), failed: fc.nat(total) }));

test('is what counting every table gives', () => {
  fc.assert(
    fc.property(trials, trials, (on, off) => {
      const failed = on.failed + off.failed;
      let worse = 0n;
      for (let count = on.failed; count <= failed; count += 1) {
        worse += choose(on.total, count) * choose(off.total, failed - count);
      }
      const all = choose(on.total + off.total, failed);
      const exact = Number((worse * 10n ** 15n) / all) / 1e15;
      expect(Math.abs(chanceOfWorse(on, off) - exact)).toBeLessThan(1e-10);
    }),
  );
});

test("gives the figure of Fisher's tea", () => {
  expect(chanceOfWorse({ failed: 3, total: 4 }, { failed: 1, total: 4 })).toBeCloseTo(17 / 70, 12);
});

test('one failure more makes chance less likely', () => {
  fc.assert(
    fc.property(trials, trials, (on, off) => {
      const worse = { total: on.total + 1, failed: on.failed + 1 };
      const better = { total: on.total + 1, failed: on.failed };
      expect(chanceOfWorse(worse, off)).toBeLessThanOrEqual(chanceOfWorse(better, off) + 1e-12);
    }),
  );
});

test('stays right where factorials leave the table, and where counts are millions', () => {
  const small = chanceOfWorse({ failed: 30, total: 1_500 }, { failed: 10, total: 1_500 });
  expect(small).toBeGreaterThan(0.0009);
  expect(small).toBeLessThan(0.0011);
  const even = chanceOfWorse({ failed: 500, total: 1e7 }, { failed: 500, total: 1e7 });
  expect(even).toBeGreaterThan(0.5);
  expect(even).toBeLessThan(0.52);
  expect(chanceOfWorse({ failed: 0, total: 0 }, { failed: 0, total: 0 })).toBe(1);
});

/** Exact, in whole numbers. */
function choose(from: number, count: number): bigint {
  if (count < 0 || count > from) return 0n;
  let result = 1n;
  for (let i = 1; i <= count; i += 1) {
    result = (result * BigInt(from - count + i)) / BigInt(i);
  }
  return result;
}
