import fc from 'fast-check';
import { judgeBeat } from '../../../../functions/probes/heartbeats/judge-beat.ts';

const HOUR_MS = 3_600_000;
const DAILY = { periodMs: 24 * HOUR_MS, graceMs: HOUR_MS / 2 };
const NOW = new Date('2026-11-23T10:00:00Z');

const ago = (ms: number) => new Date(NOW.getTime() - ms);
const beat = (ageMs: number, more = {}) => ({
  beat: { at: ago(ageMs).toISOString(), outcome: 'ok' as const, ...more },
});

test('a job that has beaten in time is up', () => {
  expect(judgeBeat(DAILY, beat(5 * 60_000), NOW)).toEqual({
    outcome: 'up',
    sentence: 'the last beat came 5 min ago',
    phases: {},
  });
});

test('it is late after period and grace, and not a moment before', () => {
  expect(judgeBeat(DAILY, beat(24.5 * HOUR_MS), NOW).outcome).toBe('up');
  expect(judgeBeat(DAILY, beat(24.5 * HOUR_MS + 1), NOW)).toMatchObject({
    outcome: 'down',
    sentence: 'the last beat came 1 d ago, expected one every 1 d, at most 30 min late',
  });
});

test('without grace no grace is spoken of', () => {
  const times = { periodMs: HOUR_MS, graceMs: 0 };
  expect(judgeBeat(times, beat(1.5 * HOUR_MS), NOW).sentence).toBe(
    'the last beat came 1 h 30 min ago, expected one every 1 h',
  );
});

test('a job that says that it failed is down, in its words', () => {
  const failed = beat(60_000, { outcome: 'failed', message: 'disk full' });
  expect(judgeBeat(DAILY, failed, NOW)).toMatchObject({
    outcome: 'down',
    sentence: 'the job said 1 min ago that it failed: disk full',
  });
  expect(judgeBeat(DAILY, beat(60_000, { outcome: 'failed' }), NOW).sentence).toBe(
    'the job said 1 min ago that it failed',
  );
});

test('of a long message its beginning is shown, without what a terminal acts on', () => {
  const message = `\u001b[31m${'é'.repeat(200)}`;
  const { sentence } = judgeBeat(DAILY, beat(0, { outcome: 'failed', message }), NOW);
  expect(sentence).toBe(`the job said 0 s ago that it failed: [31m${'é'.repeat(75)}…`);
});

test('before the first beat nothing is known, until one should have come', () => {
  expect(judgeBeat(DAILY, { waitingSince: ago(24 * HOUR_MS) }, NOW)).toMatchObject({
    outcome: 'unknown',
    sentence: 'no beat has come yet; the first one is awaited for 30 min more',
    notYet: true,
  });
  expect(judgeBeat(DAILY, { waitingSince: ago(24.5 * HOUR_MS) }, NOW).outcome).toBe('unknown');
  expect(judgeBeat(DAILY, { waitingSince: ago(25 * HOUR_MS) }, NOW)).toMatchObject({
    outcome: 'down',
    sentence: 'no beat in 1 d 1 h, expected one every 1 d, at most 30 min late',
  });
});

test('a job never recovers by waiting', () => {
  const ms = fc.integer({ min: 0, max: 100 * HOUR_MS });
  const outcomes = fc.constantFrom('ok' as const, 'failed' as const);
  fc.assert(
    fc.property(ms, ms, ms, ms, outcomes, (periodMs, graceMs, ageMs, laterMs, outcome) => {
      const times = { periodMs, graceMs };
      const heard = beat(ageMs, { outcome });
      const [first, second] = [NOW, ago(-laterMs)].map((at) => judgeBeat(times, heard, at));
      const isDue = outcome === 'failed' || ageMs > periodMs + graceMs;
      expect(first?.outcome).toBe(isDue ? 'down' : 'up');
      if (isDue) expect(second?.outcome).toBe('down');
    }),
  );
});
