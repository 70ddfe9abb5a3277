import fc from 'fast-check';
import { splitResults } from '../../../../functions/probes/store/split-results.ts';
import { probeResult } from '../../../support/probe-results.ts';

test('gives one list of nothing, and of what fits', () => {
  expect(splitResults([])).toEqual([[]]);
  expect(splitResults([probeResult(), probeResult()])).toEqual([[probeResult(), probeResult()]]);
});

test('splits into lists that fit, each as full as it can be, and loses nothing', () => {
  const maxBytes = 2_000;
  const sizeOf = (results: readonly unknown[]) =>
    results.reduce<number>((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0);
  const lengths = fc.array(fc.integer({ min: 1, max: 1_200 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(lengths, fc.constantFrom('a', 'é', '\n'), (each, character) => {
      const results = each.map((length) => probeResult({ sentence: character.repeat(length) }));
      const lists = splitResults(results, maxBytes);
      expect(lists.flat()).toEqual(results);
      lists.forEach((list, index) => {
        expect(list).not.toEqual([]);
        if (list.length > 1) expect(sizeOf(list)).toBeLessThanOrEqual(maxBytes);
        const next = lists[index + 1]?.slice(0, 1) ?? [];
        if (next.length > 0) expect(sizeOf([...list, ...next])).toBeGreaterThan(maxBytes);
      });
    }),
  );
});
