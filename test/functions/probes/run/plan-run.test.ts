import fc from 'fast-check';
import { planRun } from '../../../../functions/probes/run/plan-run.ts';
import type { Target } from '../../../../functions/probes/targets/target.ts';
import { httpTarget } from '../../../support/probe-targets.ts';

function waitsOf(targets: readonly Target[], lateMs = 0): readonly number[] {
  return planRun(targets, 'rate-1m', lateMs).map(({ waitMs }) => waitMs);
}

test('takes the targets of its group, each once, at once', () => {
  const targets = [httpTarget({ name: 'a' }), httpTarget({ group: 'rate-5m' }), httpTarget()];
  const planned = planRun(targets, 'rate-1m', 0);
  expect(planned).toEqual([
    { target: targets[0], waitMs: 0 },
    { target: targets[2], waitMs: 0 },
  ]);
  expect(waitsOf(targets, 59_000)).toEqual([0, 0]);
});

test.each([
  [10, 0, [0, 10_000, 20_000, 30_000, 40_000, 50_000]],
  [20, 0, [0, 20_000, 40_000]],
  [30, 0, [0, 30_000]],
  [10, 2_500, [0, 7_500, 17_500, 27_500, 37_500, 47_500]],
  [10, 20_000, [0, 10_000, 20_000, 30_000]],
  [30, 59_999, [0]],
  [10, 60_000, [0]],
  [10, -300_000, [0, 10_000, 20_000, 30_000, 40_000, 50_000]],
] as const)(
  'every %i s in a run that starts %i ms after its tick',
  (everySeconds, lateMs, waits) => {
    expect(waitsOf([httpTarget({ everySeconds })], lateMs)).toEqual(waits);
  },
);

test('however late a run starts: what is left stands on the seconds of the schedule, the first of it at once', () => {
  const every = fc.constantFrom(10 as const, 20 as const, 30 as const);
  fc.assert(
    fc.property(every, fc.integer({ min: 0, max: 60_000 }), (everySeconds, lateMs) => {
      const [first, ...rest] = waitsOf([httpTarget({ everySeconds })], lateMs);
      expect(first).toBe(0);
      const moments = rest.map((waitMs) => waitMs + lateMs);
      for (const moment of moments) expect(moment % (everySeconds * 1_000)).toBe(0);
      expect(moments.every((moment) => moment > lateMs && moment < 60_000)).toBe(true);
      expect(rest).toHaveLength(
        Math.max(0, Math.ceil((60_000 - lateMs) / everySeconds / 1_000) - 1),
      );
    }),
  );
});
