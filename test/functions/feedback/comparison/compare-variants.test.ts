import * as fc from 'fast-check';
import {
  compareVariants,
  type ToggleFigures,
} from '../../../../functions/feedback/comparison/compare-variants.ts';

interface Said {
  readonly total?: number;
  readonly negative?: number;
  readonly shown?: number;
}

const AT = { hour: '2026-11-23T09', release: 'a' };

function figures(on: Said, off: Said): ToggleFigures {
  const said = (variant: string, { total = 0, negative = 0 }: Said, toggle = 'new-checkout') => ({
    ...AT,
    served: { toggle, variant },
    total,
    negative,
  });
  const shown = (variant: string, { shown: count = 0 }: Said, key = 'new-checkout') => ({
    ...AT,
    key,
    variant,
    count,
  });
  const noise = { total: 500, negative: 500, shown: 500 };
  return {
    key: 'new-checkout',
    safeVariant: 'off',
    counts: [said('on', on), said('off', off), said('on', noise, 'other'), { ...AT, ...all }],
    exposures: [shown('on', on), shown('off', off), shown('on', noise, 'other')],
  };
}
const all = { total: 9_000, negative: 9_000 };

test.each<[string, Said, Said, number, number]>([
  ['many complain', { negative: 30, shown: 1_000 }, { negative: 5, shown: 1_000 }, 4, 6],
  ['as many complain', { negative: 30, shown: 1_000 }, { negative: 30, shown: 1_000 }, 0, 0.4],
  ['fewer complain', { negative: 5, shown: 1_000 }, { negative: 30, shown: 1_000 }, 0, 0.01],
  ['few complain', { negative: 4, shown: 100 }, { negative: 0, shown: 10_000 }, 0, 0],
  ['all complain', { negative: 900, shown: 100 }, { negative: 0, shown: 1_000_000 }, 100, 100],
])('measured against exposures, where %s', (_, on, off, least, most) => {
  const comparison = compareVariants(figures(on, off));
  expect(comparison?.basis).toBe('exposures');
  expect(comparison?.harm).toBeGreaterThanOrEqual(least);
  expect(comparison?.harm).toBeLessThanOrEqual(most);
});

test('measured against feedback where nobody counted what was served', () => {
  const comparison = compareVariants(
    figures({ total: 40, negative: 30, shown: 99 }, { total: 40, negative: 8, shown: 5_000 }),
  );
  expect(comparison).toMatchObject({
    basis: 'feedback',
    on: { failed: 30, total: 40 },
    off: { failed: 8, total: 40 },
  });
  expect(comparison?.harm).toBeGreaterThan(5);
});

test.each<[string, Said, Said]>([
  ['nobody', {}, {}],
  ['too few with it', { total: 19, negative: 19, shown: 99 }, { total: 900, shown: 9_000 }],
  ['too few without it', { total: 900, negative: 900, shown: 9_000 }, { total: 19, shown: 99 }],
])('tells nothing of %s', (_, on, off) => {
  expect(compareVariants(figures(on, off))).toBeUndefined();
});

test('counts every variant but the safe one as on', () => {
  const { counts, exposures, ...rest } = figures({ negative: 3, shown: 60 }, { shown: 200 });
  const blue = { ...AT, served: { toggle: 'new-checkout', variant: 'blue' } };
  const comparison = compareVariants({
    ...rest,
    counts: [...counts, { ...blue, total: 9, negative: 4 }],
    exposures: [...exposures, { ...AT, key: 'new-checkout', variant: 'blue', count: 60 }],
  });
  expect(comparison?.on).toEqual({ failed: 7, total: 120 });
});

test('is a number within its limits, whatever was counted', () => {
  const said = fc.record({ total: fc.nat(2_000), negative: fc.nat(2_000), shown: fc.nat(1e7) });
  fc.assert(
    fc.property(said, said, (on, off) => {
      const { harm = 0 } = compareVariants(figures(on, off)) ?? {};
      expect(harm).toBeGreaterThanOrEqual(0);
      expect(harm).toBeLessThanOrEqual(100);
    }),
  );
});
