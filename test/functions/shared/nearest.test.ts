import fc from 'fast-check';
import { nearest } from '../../../functions/shared/nearest.ts';

test.each([
  ['new-chekout', 'new-checkout'],
  ['NEW_CHECKOUT', 'new-checkout'],
  ['onn', 'on'],
  ['nwe', 'new'],
])('%s was meant to be %s', (word, meant) => {
  expect(nearest(word, ['banner', 'on', 'off', 'new', 'new-checkout'])).toBe(meant);
});

test('nothing is near to what is quite another word, nor among none', () => {
  expect(nearest('checkout', ['banner', 'search', 'check'])).toBeUndefined();
  expect(nearest('checkout', [])).toBeUndefined();
});

test('the nearest of several, the first of equals', () => {
  expect(nearest('abcdef', ['abcxyf', 'abcdxf', 'abcdeg'])).toBe('abcdxf');
});

/** As it is defined, without any thought of time. */
function distance(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [a, b] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return distance(a, b);
  return 1 + Math.min(distance(a, b), distance(a, to), distance(from, b));
}

test('agrees with the distance as it is defined', () => {
  const word = fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'b', 'c') });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 5 }), (text, candidates) => {
      const found = nearest(text, candidates);
      const distances = candidates.map((candidate) => distance(text, candidate));
      const least = Math.min(...distances, 3);
      if (found === undefined) expect(least).toBeGreaterThan(2);
      else expect(distance(text, found)).toBe(least);
    }),
  );
});

/** Microseconds for 1,600 pairs of other names, the least of some tries: a busy machine lengthens them all alike. */
function cpuOf(letters: number): number {
  const names = (letter: string) =>
    Array.from({ length: 40 }, (_, index) => `${index}`.padStart(letters, letter));
  const [words, candidates] = [names('w'), names('v')];
  const tries = [1, 2, 3, 4].map(() => {
    const before = process.cpuUsage();
    for (const word of words) nearest(word, candidates);
    return process.cpuUsage(before).user;
  });
  return Math.min(...tries);
}

test('thousands of wrong names cost hardly more when they are long', () => {
  expect(cpuOf(900)).toBeLessThan(3 * cpuOf(90));
});
