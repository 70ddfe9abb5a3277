import * as fc from 'fast-check';
import { parseSchedule } from '../../local/schedule-expression.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const MINUTE_MS = 60_000;

/** The next three times after a moment, as text. */
function nextThree(expression: string, after: string, timeZone = 'UTC'): (string | undefined)[] {
  const schedule = parseSchedule(expression, { anchorMs: at(after), timeZone });
  const times: (string | undefined)[] = [];
  let last: number | undefined = at(after);
  for (let i = 0; i < 3 && last !== undefined; i++) {
    last = schedule.next(last);
    times.push(last === undefined ? undefined : new Date(last).toISOString().slice(0, 16));
  }
  return times;
}

describe('AWS examples and signs of cron', () => {
  test.each<[string, string, (string | undefined)[]]>([
    [
      'cron(0 10 * * ? *)',
      '2026-11-23T10:00',
      ['2026-11-24T10:00', '2026-11-25T10:00', '2026-11-26T10:00'],
    ],
    [
      'cron(15 12 * * ? *)',
      '2026-11-23T12:00',
      ['2026-11-23T12:15', '2026-11-24T12:15', '2026-11-25T12:15'],
    ],
    [
      'cron(0 18 ? * MON-FRI *)',
      '2026-11-27T18:00',
      ['2026-11-30T18:00', '2026-12-01T18:00', '2026-12-02T18:00'],
    ],
    [
      'cron(0 8 1 * ? *)',
      '2026-12-15T00:00',
      ['2027-01-01T08:00', '2027-02-01T08:00', '2027-03-01T08:00'],
    ],
    [
      'cron(0/15 * * * ? *)',
      '2026-11-23T23:31',
      ['2026-11-23T23:45', '2026-11-24T00:00', '2026-11-24T00:15'],
    ],
    ['cron(0 0 29 FEB ? 2026-2030)', '2026-01-01T00:00', ['2028-02-29T00:00', undefined]],
    ['cron(0 0 30 2 ? *)', '2026-01-01T00:00', [undefined]],
    [
      'rate(1 minute)',
      '2026-11-23T10:00',
      ['2026-11-23T10:01', '2026-11-23T10:02', '2026-11-23T10:03'],
    ],
    [
      'rate(12 hours)',
      '2026-11-23T10:00',
      ['2026-11-23T22:00', '2026-11-24T10:00', '2026-11-24T22:00'],
    ],
  ])('%s after %s', (expression, after, expected) => {
    expect(nextThree(expression, after)).toEqual(expected);
  });
});

describe('a cron on the clocks of a time zone', () => {
  test.each<[string, string, string, string, (string | undefined)[]]>([
    [
      'goes with summer time',
      'cron(0 6 * * ? *)',
      'Europe/Berlin',
      '2026-10-23T12:00',
      ['2026-10-24T04:00', '2026-10-25T05:00', '2026-10-26T05:00'],
    ],
    [
      'is left out where clocks skip its time in spring',
      'cron(30 2 * * ? *)',
      'Europe/Berlin',
      '2026-03-28T00:00',
      ['2026-03-28T01:30', '2026-03-30T00:30', '2026-03-31T00:30'],
    ],
    [
      'is due once where they show its time twice in autumn',
      'cron(30 2 * * ? *)',
      'Europe/Berlin',
      '2026-10-24T12:00',
      ['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30'],
    ],
    [
      'may be the day before or after in UTC',
      'cron(0 1 ? * MON *)',
      'Pacific/Auckland',
      '2026-06-01T00:00',
      ['2026-06-07T13:00', '2026-06-14T13:00', '2026-06-21T13:00'],
    ],
    [
      'knows half hours',
      'cron(0 0 * * ? *)',
      'Asia/Kolkata',
      '2026-11-23T18:29',
      ['2026-11-23T18:30', '2026-11-24T18:30', '2026-11-25T18:30'],
    ],
  ])('%s', (_, expression, zone, after, expected) => {
    expect(nextThree(expression, after, zone)).toEqual(expected);
  });

  test('a time zone that there is not is named', () => {
    expect(() => nextThree('cron(0 0 * * ? *)', '2026-11-23T18:29', 'Mars/Olympus')).toThrow(
      'Mars/Olympus',
    );
  });
});

describe('what AWS would refuse, and its rarer signs', () => {
  test.each([
    ['rate(1 minutes)', 'must be like rate(1 minute)'],
    ['rate(5 minute)', 'must be like'],
    ['rate(0 minutes)', 'must be like'],
    ['rate(5 seconds)', 'must be like'],
    ['cron(0 10 * * * *)', 'either day of month or day of week must be ?'],
    ['cron(0 10 ? * ? *)', 'either day of month or day of week must be ?'],
    ['cron(0 10 * * ?)', 'has 5 fields'],
    ['cron(60 10 * * ? *)', '60 is no minutes'],
    ['cron(0 5-3 * * ? *)', '5-3 is no hours'],
    ['cron(0 0 ? * 0 *)', '0 is no day of week'],
    ['cron(0 0 ? * MON#6 *)', 'is no day of week'],
    ['cron(0 0 L * ? *)', 'L is no day of month'],
    ['cron(*/0 0 * * ? *)', 'is no minutes'],
    ['at(2026-11-23T12:00:00)', 'neither rate(...) nor cron(...)'],
    ['every minute', 'neither rate(...) nor cron(...)'],
  ])('%s', (expression, message) => {
    expect(() => parseSchedule(expression, { anchorMs: 0 })).toThrow(message);
  });
});

describe('for any cron', () => {
  const numbers = (least: number, most: number) =>
    fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 });

  test('the next time is the first minute whose fields are all in the lists', () => {
    const start = fc.integer({ min: 0, max: 365 * 24 * 60 });
    fc.assert(
      fc.property(
        numbers(0, 59),
        numbers(0, 23),
        numbers(1, 7),
        start,
        (minutes, hours, weekdays, m) => {
          const afterMs = at('2026-01-01T00:00') + m * MINUTE_MS;
          const expression = `cron(${minutes} ${hours} ? * ${weekdays} *)`;
          let scannedMs = afterMs + MINUTE_MS;
          const isDue = (date: Date) =>
            minutes.includes(date.getUTCMinutes()) &&
            hours.includes(date.getUTCHours()) &&
            weekdays.includes(date.getUTCDay() + 1);
          while (!isDue(new Date(scannedMs))) scannedMs += MINUTE_MS;
          expect(parseSchedule(expression, { anchorMs: 0 }).next(afterMs)).toBe(scannedMs);
        },
      ),
      { numRuns: 60 },
    );
  });
});
