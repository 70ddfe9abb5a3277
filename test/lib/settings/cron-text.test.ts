import * as fc from 'fast-check';
import { cronFlaw } from '../../../lib/settings/cron-text.ts';
import { parseCron } from '../../../local/cron-expression.ts';

test.each([
  '0 6 ? * MON-FRI *',
  '*/15 0-6,22 1,15 JAN-MAR ? 2026/2',
  '0 0 L * ? *',
  '0 0 LW * ? *',
  '0 0 15W * ? *',
  '0 0 ? * 6L *',
  '0 0 ? * tue#2 *',
  ' 5  4 * * ?  * ',
])('takes %s', (text) => {
  expect(cronFlaw(text)).toBeUndefined();
});

test.each([
  ['', 'it has 1 fields, not 6'],
  ['0 6 * * 1', 'it has 5 fields, not 6: minutes, hours, day of month, month, day of week, year'],
  ['cron(0 6 ? * MON *)', "'cron(0' is no minutes"],
  ['0 6 * * * *', 'day of month or day of week must be ?'],
  ['0 6 ? * ? *', 'day of month or day of week must be ?'],
  ['60 6 ? * * *', "'60' is no minutes: 0 to 59"],
  ['0 6 0 * ? *', "'0' is no day of month"],
  ['0 6 ? 13 MON *', "'13' is no month"],
  ['0 6 ? * 0 *', "'0' is no day of week: 1 to 7"],
  ['0 6 ? * FRI-MON *', "'FRI-MON' is no day of week"],
  ['0 6 ? * MON#6 *', "'MON#6' is no day of week"],
  ['0/0 6 ? * MON *', "'0/0' is no minutes"],
  ['0 6-7-8 ? * MON *', "'6-7-8' is no hours"],
  ['0, 6 ? * MON *', "'0,' is no minutes"],
  ['0 6 ? * MON 1969', "'1969' is no year"],
])('refuses %j', (text, expected) => {
  expect(cronFlaw(text)).toContain(expected);
});

const number = fc.integer({ min: 0, max: 62 });
const part = fc.oneof(
  fc.constantFrom('*', '?', 'MON', 'JAN', 'x', '-', '2026'),
  number.map(String),
  fc.tuple(number, number).map((ends) => ends.join('-')),
  fc.tuple(fc.constantFrom('*', '3', '1-9'), number).map((ends) => ends.join('/')),
);
const field = fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(','));
const fields = fc.array(field, { minLength: 5, maxLength: 7 });

test('takes what the local cloud runs, and nothing else but L, W and #', () => {
  const taken = (text: string) => {
    try {
      parseCron(text);
      return true;
    } catch {
      return false;
    }
  };
  const likely = fc
    .tuple(number, number, number, fc.constantFrom('*', '1,2', 'MAR'), fc.constant('?'), field)
    .map((each) => each.join(' '));
  const any = fields.map((each) => each.join(' '));
  fc.assert(
    fc.property(fc.oneof(any, likely), (text) => (cronFlaw(text) === undefined) === taken(text)),
    { numRuns: 500 },
  );
});
