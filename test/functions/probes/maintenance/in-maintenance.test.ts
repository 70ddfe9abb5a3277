import fc from 'fast-check';
import {
  inMaintenance,
  nextMaintenance,
} from '../../../../functions/probes/maintenance/in-maintenance.ts';
import type {
  MaintenanceWindow,
  Weekday,
} from '../../../../functions/probes/targets/maintenance-window.ts';

const HOUR_MS = 3_600_000;

const window = (
  from: string,
  hours: number,
  differing: Partial<MaintenanceWindow> = {},
): MaintenanceWindow => ({
  from,
  durationMs: hours * HOUR_MS,
  timeZone: 'Europe/Berlin',
  ...differing,
});

const isIn = (one: MaintenanceWindow, at: string, probe = 'shop') =>
  inMaintenance([one], probe, new Date(at));

const next = (one: MaintenanceWindow, at: string) => {
  const found = nextMaintenance([one], 'shop', new Date(at));
  return found && [found.from.toISOString(), found.until.toISOString()];
};

test('holds from its first moment until its last, on the clocks of its zone', () => {
  const night = window('02:00', 2);
  expect(isIn(night, '2026-11-23T00:59:59.999Z')).toBe(false);
  expect(isIn(night, '2026-11-23T01:00:00.000Z')).toBe(true);
  expect(isIn(night, '2026-11-23T02:59:59.999Z')).toBe(true);
  expect(isIn(night, '2026-11-23T03:00:00.000Z')).toBe(false);
  expect(isIn(night, '2026-07-01T00:00:00.000Z')).toBe(true);
  expect(isIn(night, '2026-07-01T02:00:00.000Z')).toBe(false);
});

test('goes on after midnight', () => {
  const late = window('23:30', 2, { timeZone: 'UTC', days: ['sun'] }); // 2026-11-22 is a Sunday
  expect(isIn(late, '2026-11-22T23:29:59Z')).toBe(false);
  expect(isIn(late, '2026-11-22T23:30:00Z')).toBe(true);
  expect(isIn(late, '2026-11-23T01:29:59Z')).toBe(true);
  expect(isIn(late, '2026-11-23T01:30:00Z')).toBe(false);
  expect(isIn(late, '2026-11-23T23:30:00Z')).toBe(false);
});

test('days are those of its zone', () => {
  const monday = window('08:00', 1, { timeZone: 'Pacific/Auckland', days: ['mon'] });
  expect(isIn(monday, '2026-11-22T19:30:00Z')).toBe(true); // Monday there
  expect(isIn(monday, '2026-11-23T19:30:00Z')).toBe(false);
});

test('concerns the probes that it names, or all', () => {
  const one = window('00:00', 24, { probes: ['shop', 'mail'] });
  expect(isIn(one, '2026-11-23T12:00:00Z', 'mail')).toBe(true);
  expect(isIn(one, '2026-11-23T12:00:00Z', 'other')).toBe(false);
  expect(nextMaintenance([one], 'other', new Date())).toBeUndefined();
  expect(isIn(window('00:00', 24), '2026-11-23T12:00:00Z', 'other')).toBe(true);
});

test('where clocks are set forward over its beginning, it begins as long after the change', () => {
  const night = window('02:30', 2); // 2026-03-29: 02:00 becomes 03:00 at 01:00Z
  expect(next(night, '2026-03-29T00:00:00Z')).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-03-29T03:30:00.000Z',
  ]);
});

test('where clocks are set back over its beginning, it comes once, the first time', () => {
  const night = window('02:30', 2); // 2026-10-25: 03:00 becomes 02:00 at 01:00Z
  expect(next(night, '2026-10-24T12:00:00Z')).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T02:30:00.000Z',
  ]);
  expect(next(night, '2026-10-25T02:30:00Z')?.[0]).toBe('2026-10-26T01:30:00.000Z');
});

test('a zone may change by half an hour, or skip a day', () => {
  const lordHowe = window('02:15', 1, { timeZone: 'Australia/Lord_Howe' });
  expect(next(lordHowe, '2026-10-03T12:00:00Z')?.[0]).toBe('2026-10-03T15:45:00.000Z');
  const apia = window('10:00', 1, { timeZone: 'Pacific/Apia', days: ['fri'] }); // no 2011-12-30
  expect(next(apia, '2011-12-29T22:00:00Z')).toBeDefined();
  expect(isIn(window('10:00', 1, { timeZone: 'Pacific/Apia' }), '2011-12-30T20:30:00Z')).toBe(true);
});

test('the next one is the earliest of all windows; what is under way comes first', () => {
  const early = window('04:00', 1, { timeZone: 'UTC' });
  const late = window('05:00', 1, { timeZone: 'UTC' });
  const at = (time: string) =>
    nextMaintenance([late, early], 'shop', new Date(`2026-11-23T${time}:00Z`))?.from.toISOString();
  expect(at('03:00')).toBe('2026-11-23T04:00:00.000Z');
  expect(at('04:59')).toBe('2026-11-23T04:00:00.000Z');
  expect(at('05:00')).toBe('2026-11-23T05:00:00.000Z');
  expect(at('06:00')).toBe('2026-11-24T04:00:00.000Z');
});

test('asked out of order it says the same', () => {
  const night = window('02:00', 2);
  expect(isIn(night, '2026-11-23T01:30:00Z')).toBe(true);
  expect(isIn(night, '2026-11-20T12:00:00Z')).toBe(false);
  expect(isIn(night, '2026-11-23T01:30:00Z')).toBe(true);
  expect(isIn(night, '2026-11-23T03:30:00Z')).toBe(false);
});

const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

test('is under way just where clocks have shown its day and time within its length', () => {
  // Zones whose clocks are never set: there it is as simple as that.
  const timeZone = fc.constantFrom('Asia/Kathmandu', 'America/Phoenix', 'Pacific/Kiritimati');
  const two = (number: number) => String(number).padStart(2, '0');
  const anyWindow = fc.record({
    from: fc.nat(95).map((quarter) => `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`),
    durationMs: fc.integer({ min: 1, max: 96 }).map((quarters) => quarters * QUARTER_MS),
    timeZone,
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  });
  const min = new Date('2026-01-01');
  const date = fc.date({ min, max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(anyWindow, date, (one, at) => {
      expect(inMaintenance([one], 'shop', at)).toBe(beganWithin(one, at));
    }),
  );
});

const QUARTER_MS = HOUR_MS / 4;

function beganWithin({ from, durationMs, timeZone, days = [] }: MaintenanceWindow, at: Date) {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const shown = new Set<string>();
  const newestMs = Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS;
  for (let ms = newestMs; ms > at.getTime() - durationMs; ms -= QUARTER_MS) {
    const { weekday, hour, minute } = Object.fromEntries(
      clock.formatToParts(ms).map(({ type, value }) => [type, value]),
    );
    shown.add(`${weekday?.toLowerCase()} ${hour}:${minute}`);
  }
  return days.some((day) => shown.has(`${day} ${from}`));
}
