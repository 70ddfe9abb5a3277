import { parseTick } from '../../../../functions/probes/run/tick.ts';

const scheduledAt = '2026-11-23T09:30:00Z';
const NOW = new Date('2026-11-23T09:30:02Z');

test('reads what a schedule sends', () => {
  expect(parseTick({ group: 'rate-1m', scheduledAt }, NOW)).toEqual({
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
  expect(() => parseTick(event, NOW)).toThrow('is no tick: its schedule must send');
});

test.each([
  ['2026-11-23T09:30:00Z', '2026-11-23T09:40:00.000Z'],
  ['2026-11-23T09:30:00Z', '2026-11-23T09:20:00.000Z'],
])('reads what is scheduled at %s when our clock says %s: it may be off', (at, now) => {
  const tick = parseTick({ group: 'rate-1m', scheduledAt: at }, new Date(now));
  expect(tick.scheduledAt).toEqual(new Date(at));
});

test('refuses a tick of the future, which would keep its group from being probed until then', () => {
  const early = new Date('2026-11-23T09:19:59.999Z');
  const ahead = 'is no tick: it is more than ten minutes ahead';
  expect(() => parseTick({ group: 'rate-1m', scheduledAt }, early)).toThrow(ahead);
  const event = { group: 'rate-1m', scheduledAt: '2030-01-01T00:00:00Z' };
  expect(() => parseTick(event, NOW)).toThrow(ahead);
});
