import fc from 'fast-check';
import { sparkline } from '../../../cli/probes/sparkline.ts';
import type { ProbeResult } from '../../../functions/probes/targets/probe-result.ts';

const FROM = new Date('2026-11-22T10:00:00Z');
const TO = new Date('2026-11-23T10:00:00Z');

const result = (
  hour: number,
  latencyMs?: number,
  more: Partial<ProbeResult> = {},
): Pick<ProbeResult, 'at' | 'outcome' | 'latencyMs' | 'maintenance'> => ({
  at: new Date(FROM.getTime() + hour * 3_600_000).toISOString(),
  outcome: 'up',
  ...(latencyMs !== undefined && { latencyMs }),
  ...more,
});

const lineOf = (...results: readonly ReturnType<typeof result>[]) =>
  sparkline(results, FROM, TO, 6); // four hours each

test('a part is as high as its mean latency, against the slowest', () => {
  expect(lineOf(result(0, 10), result(4, 30), result(5, 50), result(8, 80))).toBe('▂▅█···');
});

test('what was down is seen, however fast the rest of it was', () => {
  expect(lineOf(result(0, 80), result(1, 80, { outcome: 'down' }), result(4, 80))).toBe('x█····');
});

test('where nothing is known it says so, and of maintenance where nothing else came', () => {
  const unknown = { outcome: 'unknown' } as const;
  const planned = { outcome: 'down', maintenance: true } as const;
  expect(lineOf(result(0, undefined, unknown), result(5, undefined, planned))).toBe('?m····');
  expect(lineOf(result(0, 10), result(1, 90, planned), result(5, 20))).toBe('▅█····');
  expect(lineOf(result(1), result(2, undefined, unknown))).toBe('▁·····');
});

test('results of another time are not drawn', () => {
  expect(lineOf(result(-1, 5), result(24, 5))).toBe('······');
});

test('has as many characters as parts, whatever came', () => {
  const results = fc.array(
    fc.tuple(
      fc.double({ min: -2, max: 26, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    ),
  );
  fc.assert(
    fc.property(results, fc.integer({ min: 1, max: 60 }), (each, parts) => {
      const drawn = each.map(([hour, latencyMs]) => result(hour, latencyMs));
      expect([...sparkline(drawn, FROM, TO, parts)]).toHaveLength(parts);
    }),
  );
});
