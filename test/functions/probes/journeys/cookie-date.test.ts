import fc from 'fast-check';
import { cookieDate } from '../../../../functions/probes/journeys/cookie-date.ts';

const EXPECTED_MS = Date.parse('2026-11-03T08:49:37Z');

test.each([
  'Tue, 03 Nov 2026 08:49:37 GMT',
  'Tuesday, 03-Nov-26 08:49:37 GMT',
  'Tue Nov  3 08:49:37 2026',
  'Tue, 3-Nov-2026 8:49:37 UTC',
  '2026 november 3 08:49:37',
  '08:49:37 3 Nov 26',
])('%s is read', (text) => {
  expect(cookieDate(text)).toBe(EXPECTED_MS);
});

test.each([
  ['01 Jan 69 00:00:00', '2069-01-01T00:00:00Z'],
  ['01 Jan 70 00:00:00', '1970-01-01T00:00:00Z'],
  ['29 Feb 2028 23:59:59', '2028-02-29T23:59:59Z'],
])('%s is %s', (text, iso) => {
  expect(cookieDate(text)).toBe(Date.parse(iso));
});

test.each([
  '',
  'tomorrow',
  '03 Nov 2026',
  '03 2026 08:49:37',
  'Nov 2026 08:49:37',
  '03 Nov 08:49:37',
  '29 Feb 2027 08:49:37',
  '31 Nov 2026 08:49:37',
  '00 Nov 2026 08:49:37',
  '03 Nov 2026 24:00:00',
  '03 Nov 2026 08:60:00',
  '03 Nov 2026 08:49:60',
  '03 Nov 1600 08:49:37',
])('%j is no date', (text) => {
  expect(cookieDate(text)).toBeUndefined();
});

test('every date that JavaScript writes is read', () => {
  const dates = fc.date({
    min: new Date('1970-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      const text = date.toUTCString();
      expect(cookieDate(text)).toBe(Date.parse(text));
    }),
  );
});

test('no text is too strange to read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void cookieDate(text)));
});
