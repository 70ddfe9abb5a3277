import * as fc from 'fast-check';
import { quantileInPlace } from '../../../functions/alarms/quantile.ts';

test('is what sorting gives', () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 });
  const share = fc.constantFrom(0, 0.25, 0.5, 0.9, 0.99, 1);
  fc.assert(
    fc.property(values, share, (list, part) => {
      const sorted = [...list].sort((a, b) => a - b);
      const place = (list.length - 1) * part;
      const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
      const expected = low + (high - low) * (place - Math.floor(place));
      expect(quantileInPlace(Float64Array.from(list), part)).toBeCloseTo(expected, 10);
    }),
    { numRuns: 500 },
  );
});

test('of nothing is 0', () => {
  expect(quantileInPlace(new Float64Array(), 0.5)).toBe(0);
});
