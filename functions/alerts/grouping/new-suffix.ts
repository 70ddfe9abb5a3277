/** Neither vowels, which make words, nor what is taken for something else. */
const LETTERS = 'bcdfghjkmnpqrstvwxz';
const LENGTH = 4;

/**
 * Tells alerts apart that open in one second.
 *
 * @param randomBelow - a whole number from 0 to below the given one
 */
export function newSuffix(randomBelow: (limit: number) => number): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomBelow(LETTERS.length)]).join('');
}
