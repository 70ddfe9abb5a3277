import { durationMs, spoken } from '../../cli/duration.ts';

test.each([
  ['30s', 30_000],
  ['+1h', 3_600_000],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
  ['1w', 604_800_000],
  ['0.5s', 500],
])('%s is %d ms', (text, milliseconds) => {
  expect(durationMs(text)).toBe(milliseconds);
});

test.each(['', '1', 'h', '+', '-1h', '1h ', '1y', '0s', '1hh', '++1h', 'PT1H'])(
  '%j is no duration',
  (text) => {
    expect(() => durationMs(text)).toThrow('Give a number with a unit');
  },
);

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [3_599_000, '59 min'],
  [5_400_000, '1 h 30 min'],
  [200_000_000, '2 d 7 h'],
])('%d ms is said as %s', (milliseconds, words) => {
  expect(spoken(milliseconds)).toBe(words);
});
