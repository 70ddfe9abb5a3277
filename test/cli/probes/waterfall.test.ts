import fc from 'fast-check';
import { waterfall } from '../../../cli/probes/waterfall.ts';

test('each part begins where the one before has ended', () => {
  const phases = { dnsMs: 5, connectMs: 10, tlsMs: 15, firstByteMs: 60, transferMs: 10 };
  expect(waterfall(phases)).toEqual([
    'dns         ██                                            5.0 ms',
    'connect       ████                                       10.0 ms',
    'tls               ██████                                 15.0 ms',
    'first byte              ████████████████████████         60.0 ms',
    'transfer                                        ████     10.0 ms',
  ]);
});

test('what did not happen is left out', () => {
  expect(waterfall({ connectMs: 0.4 })).toEqual([`connect     ${'█'.repeat(40)}      0.4 ms`]);
  expect(waterfall({})).toEqual([]);
});

test('what never came is a bar, too', () => {
  expect(waterfall({ connectMs: 10, waitedMs: 30 })).toEqual([
    'connect     ██████████                                   10.0 ms',
    'waited                ██████████████████████████████     30.0 ms',
  ]);
});

test('every part that happened is seen, and no line is longer than another', () => {
  const ms = fc.option(fc.double({ min: 0, max: 99_999, noNaN: true }), { nil: undefined });
  const keys = ['dnsMs', 'connectMs', 'tlsMs', 'firstByteMs', 'transferMs'] as const;
  fc.assert(
    fc.property(fc.tuple(ms, ms, ms, ms, ms), (times) => {
      const known = keys.flatMap((key, at) => (times[at] === undefined ? [] : [[key, times[at]]]));
      const lines = waterfall(Object.fromEntries(known));
      expect(lines).toHaveLength(known.length);
      for (const line of lines) {
        expect(line).toMatch(/^[a-z ]{12} *█+ * {2,}\d+\.\d ms$/);
        expect(line).toHaveLength(64);
      }
    }),
  );
});
