import * as fc from 'fast-check';
import { isLate, Punctuality } from '../../../../functions/probes/run/punctuality.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.parse('2026-11-23T09:30:00Z');

/** How late ticks seem that come one a minute, each that much after its moment by our clock. */
function latenessOf(differencesMs: readonly number[]): readonly number[] {
  const punctuality = new Punctuality();
  return differencesMs.map((differenceMs, index) => {
    const scheduledMs = START_MS + index * MINUTE_MS;
    const tick = { group: 'rate-1m', scheduledAt: new Date(scheduledMs) };
    return punctuality.latenessMs(tick, new Date(scheduledMs + differenceMs));
  });
}

test.each([
  [
    [2_000, 3_000],
    [2_000, 3_000],
  ],
  [
    [2_000, 90_000, 2_000],
    [2_000, 90_000, -88_000],
  ],
  [
    [302_000, 303_000, 393_000, 302_000],
    [0, 1_000, 90_000, -91_000],
  ],
  [
    [-298_000, -297_000, -207_000],
    [0, 1_000, 90_000],
  ],
  [
    [2_000, 302_000, 302_500],
    [2_000, 302_000, 500],
  ], // set while the prober runs: it costs one tick
])('ticks that come %j ms after their moment are late by %j ms', (differences, lateness) => {
  expect(latenessOf(differences)).toEqual(lateness);
});

test('is late once the next tick may be there', () => {
  expect([isLate(MINUTE_MS), isLate(MINUTE_MS + 1)]).toEqual([false, true]);
});

test('no clock silences a prober whose ticks come in time, however far off it is', () => {
  const delays = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.integer({ min: -600_000, max: 600_000 }), delays, (offMs, delaysMs) => {
      const lateness = latenessOf(delaysMs.map((delayMs) => offMs + delayMs));
      expect(lateness.filter(isLate)).toEqual([]);
    }),
  );
});
