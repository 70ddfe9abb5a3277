import { isLate, parseTick } from '../../../../functions/probes/run/tick.ts';

const scheduledAt = '2026-11-23T09:30:00Z';

test('reads what a schedule sends', () => {
  expect(parseTick({ group: 'rate-1m', scheduledAt })).toEqual({
    group: 'rate-1m',
    scheduledAt: new Date(scheduledAt),
  });
});

test.each([
  [undefined],
  [null],
  ['rate-1m'],
  [{ group: 'rate-1m' }],
  [{ scheduledAt }],
  [{ group: 'rate-1m', scheduledAt: 'now' }],
  [{ group: 'rate-1m', scheduledAt: 1_000 }],
  [{ group: 1, scheduledAt }],
  [{ group: 'rate-1m', scheduledAt: '<aws.scheduler.scheduled-time>' }],
])('refuses %j, which no schedule of ours sends', (event) => {
  expect(() => parseTick(event)).toThrow('is no tick: its schedule must send');
});

test('is late once the next one may be there', () => {
  const tick = { group: 'rate-1m', scheduledAt: new Date(scheduledAt) };
  expect(isLate(tick, new Date('2026-11-23T09:31:00.000Z'))).toBe(false);
  expect(isLate(tick, new Date('2026-11-23T09:31:00.001Z'))).toBe(true);
  expect(isLate(tick, new Date('2026-11-23T09:25:00Z'))).toBe(false);
});
