import {
  muteStatus,
  muteWindow,
  parseMuteRule,
} from '../../../../local/emulators/cloudwatch/mute-rule.ts';

const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(text);

function rule(Expression: string, Duration: string, more: object = {}, Timezone?: string) {
  const Schedule = { Expression, Duration, ...(Timezone && { Timezone }) };
  return parseMuteRule({ Name: 'quiet', Rule: { Schedule }, ...more }, 0);
}

test.each([
  ['before it', '2026-11-22T01:59:59Z', undefined],
  ['from its first moment on', '2026-11-22T02:00:00Z', '2026-11-22T02:00:00Z'],
  ['until before its last', '2026-11-22T05:59:59Z', '2026-11-22T02:00:00Z'],
  ['not at its end', '2026-11-22T06:00:00Z', undefined],
  ['not on other days', '2026-11-23T03:00:00Z', undefined],
])('a window of each Sunday holds %s', (_, now, start) => {
  const window = muteWindow(rule('cron(0 2 * * SUN)', 'PT4H'), at(now));
  expect(window?.startMs).toBe(start && at(start));
  expect(window?.endMs).toBe(start && at(start) + 4 * HOUR_MS);
});

test('a weekend from Friday evening on goes over midnight, twice', () => {
  const weekend = rule('cron(0 18 * * FRI)', 'P2DT12H', {}, 'Europe/Berlin');
  expect(muteWindow(weekend, at('2026-11-20T16:59:00Z'))).toBeUndefined();
  expect(muteWindow(weekend, at('2026-11-23T04:59:00Z'))?.startMs).toBe(at('2026-11-20T17:00:00Z'));
  expect(muteWindow(weekend, at('2026-11-23T05:00:00Z'))).toBeUndefined();
});

test("a zone's clocks say when, in summer and in winter, for dates too", () => {
  const nightly = rule(
    'cron(0 2 * * *)',
    'PT1H',
    { StartDate: '2026-06-30T02:00' },
    'Europe/Berlin',
  );
  expect(muteWindow(nightly, at('2026-06-29T00:30:00Z'))).toBeUndefined();
  expect(muteWindow(nightly, at('2026-06-30T00:00:00Z'))).toBeDefined();
  expect(muteWindow(nightly, at('2026-12-01T00:30:00Z'))).toBeUndefined();
  expect(muteWindow(nightly, at('2026-12-01T01:30:00Z'))).toBeDefined();
});

test('of windows that overlap the latest holds', () => {
  const always = rule('cron(0 2 * * *)', 'P2D');
  const now = at('2026-11-23T03:00:00Z');
  expect(muteWindow(always, now)).toEqual({
    startMs: at('2026-11-23T02:00:00Z'),
    endMs: at('2026-11-25T02:00:00Z'),
  });
});

test('a rule is scheduled, active, and in the end expired', () => {
  const once = rule('at(2026-11-23T22:00)', 'PT30M');
  const status = (now: string) => muteStatus(once, at(now));
  expect(status('2026-11-23T21:59:00Z')).toBe('SCHEDULED');
  expect(status('2026-11-23T22:29:00Z')).toBe('ACTIVE');
  expect(status('2026-11-23T22:30:00Z')).toBe('EXPIRED');
  const ending = rule('cron(0 * * * *)', 'PT1H', { ExpireDate: new Date('2026-11-23T12:30:00Z') });
  expect(muteStatus(ending, at('2026-11-23T12:29:00Z'))).toBe('ACTIVE');
  expect(muteStatus(ending, at('2026-11-23T12:30:00Z'))).toBe('EXPIRED');
});

test.each([
  ['cron(0 2 ? * SUN *)', 'PT1H', 'with five fields'],
  ['rate(1 day)', 'PT1H', 'with five fields'],
  ['cron(*/5 * * * *)', 'PT1H', 'fields have * - , alone'],
  ['cron(0 2 * * 1)', 'PT1H', 'days of the week are SUN to SAT'],
  ['cron(0 2 1 * SUN)', 'PT1H', 'only one field names days'],
  ['cron(61 2 * * *)', 'PT1H', '61 is no minutes'],
  ['at(2026-11-23 22:00)', 'PT1H', 'or at(2026-11-23T22:00)'],
  ['at(2026-13-23T22:00)', 'PT1H', 'is no time in UTC'],
  ['cron(0 2 * * *)', 'PT59S', 'from PT1M to P15D'],
  ['cron(0 2 * * *)', 'P15DT1M', 'from PT1M to P15D'],
  ['cron(0 2 * * *)', '2h', 'from PT1M to P15D'],
])('%s for %s is refused', (expression, duration, reason) => {
  expect(() => rule(expression, duration)).toThrow(reason);
});

test.each([
  [{ MuteTargets: { AlarmNames: Array(101).fill('a') } }, 'AlarmNames'],
  [{ Name: '' }, 'Name'],
  [{ ExpireDate: 'soon' }, 'the date soon must be like'],
  [{ Rule: {} }, 'Schedule'],
])('a rule with %j is refused', (more, reason) => {
  expect(() => rule('cron(0 2 * * *)', 'PT1H', more)).toThrow(reason);
});

test('a zone that there is not is refused', () => {
  expect(() => rule('cron(0 2 * * *)', 'PT1H', {}, 'Mars/Base')).toThrow('Mars/Base');
  expect(() => rule('at(2026-03-29T02:30)', 'PT1H', {}, 'Europe/Berlin')).toThrow('is no time in');
});
