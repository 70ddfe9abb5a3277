import type { RouteHours } from '../../../../functions/alerts/alerts-config.ts';
import { isWithinHours } from '../../../../functions/alerts/deliveries/within-hours.ts';

const within = (hours: Partial<RouteHours>, at: string) =>
  isWithinHours({ from: '08:00', to: '18:00', timeZone: 'UTC', ...hours }, Date.parse(at));

test.each([
  ['2026-11-23T07:59:59Z', false],
  ['2026-11-23T08:00:00Z', true],
  ['2026-11-23T17:59:59Z', true],
  ['2026-11-23T18:00:00Z', false],
])('from the first minute to before the last: %s is %p', (at, expected) => {
  expect(within({}, at)).toBe(expected);
});

test.each([
  ['2026-11-23T23:00:00Z', true], // Monday night
  ['2026-11-24T05:59:00Z', true], // its morning
  ['2026-11-24T23:00:00Z', false], // Tuesday night
  ['2026-11-23T05:00:00Z', false], // Sunday's morning after
])('hours past midnight belong to the day on which they begin: %s is %p', (at, expected) => {
  expect(within({ days: ['mon'], from: '22:00', to: '06:00' }, at)).toBe(expected);
});

test('in the clocks of the zone, in summer and in winter', () => {
  const timeZone = 'Europe/Berlin';
  expect(within({ timeZone }, '2026-07-01T06:00:00Z')).toBe(true);
  expect(within({ timeZone }, '2026-12-01T06:00:00Z')).toBe(false);
});

test('the night in which clocks are set forward has no 02:30, and its hours go on', () => {
  const hours = { from: '02:30', to: '04:00', timeZone: 'Europe/Berlin' };
  expect(within(hours, '2026-03-29T00:59:00Z')).toBe(false); // 01:59
  expect(within(hours, '2026-03-29T01:00:00Z')).toBe(true); // 03:00
});

test('a day may end at 24:00; the same time twice is the whole day', () => {
  expect(within({ from: '00:00', to: '24:00' }, '2026-11-23T23:59:59Z')).toBe(true);
  const allMonday = { days: ['mon'], from: '00:00', to: '00:00' } as const;
  expect(within(allMonday, '2026-11-23T23:59:59Z')).toBe(true);
  expect(within(allMonday, '2026-11-24T00:00:00Z')).toBe(false);
});
