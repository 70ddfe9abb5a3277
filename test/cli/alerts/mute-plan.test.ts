import fc from 'fast-check';
import { isMutedUntil, planMute } from '../../../cli/alerts/mute-plan.ts';
import { isoDurationMs, onceBetween, readMute } from '../../../cli/alerts/mute-rule.ts';

const MINUTE_MS = 60_000;
const facts = { prefix: 'shop-prod-', service: 'storefront', because: 'it moves', who: 'ann' };
const NOW = Date.parse('2026-11-23T09:00:30.500Z');

const plan = (count: number, durationMs: number, nowMs = NOW) => {
  const alarms = Array.from({ length: count }, (_, at) => `shop-prod-a${at}`);
  return { alarms, ...planMute({ ...facts, alarms, durationMs }, nowMs) };
};

test('CloudWatch takes a hundred names a rule', () => {
  const { rules } = plan(201, 60 * MINUTE_MS);
  expect(rules.map(({ alarms }) => alarms.length)).toEqual([100, 100, 1]);
  expect(new Set(rules.map(({ name }) => name)).size).toBe(3);
  expect(rules[0]).toMatchObject({ expression: 'at(2026-11-23T09:01)', duration: 'PT60M' });
});

test('whatever the moment and the duration: it begins within the minute and lasts as long as asked', () => {
  const cases = [
    fc.integer({ min: 0, max: 4e12 }),
    fc.integer({ min: MINUTE_MS, max: 15 * 86_400_000 }),
    fc.integer({ min: 1, max: 250 }),
  ] as const;
  fc.assert(
    fc.property(...cases, (nowMs, durationMs, count) => {
      const { rules, from, until, alarms } = plan(count, durationMs, nowMs);
      expect(Date.parse(from) - nowMs).toBeGreaterThan(0);
      expect(Date.parse(from) - nowMs).toBeLessThanOrEqual(MINUTE_MS);
      const lasts = Date.parse(until) - Date.parse(from);
      expect(lasts - durationMs).toBeGreaterThanOrEqual(0);
      expect(lasts - durationMs).toBeLessThan(MINUTE_MS);
      expect(rules.map(onceBetween)).toEqual(rules.map(() => ({ from, until })));
      expect(rules.flatMap((rule) => rule.alarms)).toEqual(alarms);
      expect(isMutedUntil(rules, alarms, { from, until })).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('an alarm more, or a minute more, is not muted already', () => {
  const { rules, alarms, from, until } = plan(2, 60 * MINUTE_MS);
  expect(isMutedUntil(rules, [...alarms, 'shop-prod-new'], { from, until })).toBe(false);
  const later = new Date(Date.parse(until) + MINUTE_MS).toISOString();
  expect(isMutedUntil(rules, alarms, { from, until: later })).toBe(false);
});

test.each([
  ['PT1M', MINUTE_MS],
  ['PT2H', 120 * MINUTE_MS],
  ['P2DT12H', 3_600 * MINUTE_MS],
  ['2h', undefined],
])('%s is %p ms', (text, expected) => {
  expect(isoDurationMs(text)).toBe(expected);
});

test('what a description says is read again; of another form it is nobody of ours', () => {
  const [rule] = plan(1, MINUTE_MS).rules;
  expect(readMute(rule?.description ?? '')).toEqual({
    service: 'storefront',
    because: 'it moves',
    who: 'ann',
  });
  expect(readMute('nightly backup')).toBeUndefined();
});
