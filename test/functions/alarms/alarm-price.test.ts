import { monthlyDollars, type PricedAlarm } from '../../../functions/alarms/alarm-price.ts';

const one: PricedAlarm = { kind: 'metric', metrics: 1, hasBand: false, periodSeconds: 60 };

test.each<[string, Partial<PricedAlarm>, number]>([
  ['one metric', {}, 0.1],
  ['math over three', { metrics: 3 }, 0.3],
  ['a band: its metric and two edges', { hasBand: true }, 0.3],
  ['a period below a minute', { periodSeconds: 10 }, 0.3],
  ['a band of such a period', { periodSeconds: 30, hasBand: true }, 0.9],
  ['a composite, over whatever', { kind: 'composite', metrics: 0 }, 0.5],
])('an alarm of %s', (_, differences, dollars) => {
  expect(monthlyDollars({ ...one, ...differences })).toBe(dollars);
});
