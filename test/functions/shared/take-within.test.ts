import { takeWithin } from '../../../functions/shared/take-within.ts';

test('takes all that fit', () => {
  expect(takeWithin(['a', 'b', 'c'], 9)).toEqual(['a', 'b', 'c']);
});

test('stops before the one that does not, as JSON in bytes', () => {
  expect(takeWithin(['a', 'b', 'c'], 8)).toEqual(['a', 'b']);
  expect(takeWithin(['ä', 'b'], 6)).toEqual(['ä']);
});

test('takes one at least, so that pages come to an end', () => {
  expect(takeWithin(['long', 'b'], 1)).toEqual(['long']);
  expect(takeWithin([], 1)).toEqual([]);
});
