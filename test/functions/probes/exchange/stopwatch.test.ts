import { Stopwatch } from '../../../../functions/probes/exchange/stopwatch.ts';

const MOMENTS = ['resolved', 'connected', 'secured', 'headers', 'done'] as const;

/** Notes moments, ten milliseconds after each other, of which some do not happen. */
function stopwatchAfter(
  moments: readonly (typeof MOMENTS)[number][],
  { isNamed = true, isSecure = true } = {},
): Stopwatch {
  let nowMs = 0;
  const stopwatch = new Stopwatch({ nowMs: () => nowMs, isNamed, isSecure });
  for (const moment of moments) {
    nowMs += 10.04;
    stopwatch.note(moment);
  }
  return stopwatch;
}

test('each part is timed from the end of the one before, in tenths of milliseconds', () => {
  const times = { dnsMs: 10, connectMs: 10, tlsMs: 10, firstByteMs: 10, transferMs: 10 };
  expect(stopwatchAfter(MOMENTS).phases()).toEqual(times);
  expect(stopwatchAfter(MOMENTS).totalMs()).toBe(50.2);
});

test('parts that did not happen have no time', () => {
  const plain = stopwatchAfter(['connected', 'headers', 'done'], { isNamed: false });
  expect(plain.phases()).toEqual({ connectMs: 10, firstByteMs: 10, transferMs: 10 });
  expect(stopwatchAfter(['resolved']).phases()).toEqual({ dnsMs: 10 });
  expect(stopwatchAfter([]).phases()).toEqual({});
});

test('a moment is the first of its kind', () => {
  const twice = stopwatchAfter(['resolved', 'resolved', 'connected']);
  expect(twice.phases()).toEqual({ dnsMs: 10, connectMs: 20.1 });
});

test.each([
  [0, {}, 'resolve'],
  [0, { isNamed: false }, 'connect'],
  [1, {}, 'connect'],
  [2, {}, 'handshake'],
  [2, { isSecure: false }, 'answer'],
  [3, {}, 'answer'],
  [4, {}, 'body'],
])('after %d moments of %j it fails during: %s', (count, options, during) => {
  const stopwatch = stopwatchAfter(MOMENTS.slice(0, count), options);
  expect(stopwatch.failed('CODE', 'words')).toMatchObject({ code: 'CODE', during });
});
