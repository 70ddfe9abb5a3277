import * as fc from 'fast-check';
import {
  bandsOf,
  type Fingerprint,
  fingerprintOf,
  similarity,
} from '../../../../functions/feedback/triage/fingerprint.ts';

const bug = (text: string, page?: string) => fingerprintOf({ kind: 'bug', text, page });
const meet = (one: Fingerprint, other: Fingerprint) =>
  bandsOf(one).some((band) => bandsOf(other).includes(band));

test.each([
  ['The basket forgets its content.', 'the basket FORGETS its content!!'],
  ['Order 12345 failed at the last step', 'Order 99 failed at the last step'],
  ["I can't log in any more on my phone", 'I cant log in any more on my phone'],
  ['Die Größe läßt sich nicht wählen', 'die Große laßt sich nicht wahlen'],
  ['カートが空になります', 'カートが空になります。'],
])('is the same for what differs in writing alone: %s', (one, other) => {
  expect(bug(one)).toEqual(bug(other));
});

test.each([
  [
    'After I log in the basket forgets its whole content, every time',
    'After I log in the basket forgets its whole content, each time',
  ],
  [
    'The pay button on the checkout page does nothing when I press it',
    'The pay button on the checkout page does nothing when I click it',
  ],
])('meets what says nearly the same: %s', (one, other) => {
  expect(similarity(bug(one), bug(other))).toBeGreaterThan(0.55);
  expect(meet(bug(one), bug(other))).toBe(true);
});

test.each([
  ['The basket forgets its content after login', 'The pictures of shoes load very slowly'],
  ['I cannot pay with my card', 'I cannot find the search field anywhere'],
])('is far from what says something else: %s', (one, other) => {
  expect(similarity(bug(one), bug(other))).toBeLessThan(0.4);
});

test('takes few words for the same on the same page alone', () => {
  const broken = (page: string) => bug('does not work', page);
  expect(broken('https://a.example/pay')).toEqual(broken('https://a.example/pay'));
  expect(similarity(broken('https://a.example/pay'), broken('https://a.example/'))).toBe(0);
});

test('never takes a bug for praise', () => {
  const text = 'The new checkout is something else, really';
  const praise = fingerprintOf({ kind: 'praise', text });
  expect(similarity(bug(text), praise)).toBe(0);
});

/** Texts of made-up words, of which a part is shared. */
const words = fc
  .uniqueArray(fc.nat(1_000_000), { minLength: 20, maxLength: 60 })
  .map((numbers) => numbers.map(lettersOf));

test('estimates what two texts have in common', () => {
  fc.assert(
    fc.property(words, fc.nat(100), (all, percent) => {
      const shared = Math.floor((all.length * percent) / 100);
      const one = all.join(' ');
      const other = [...all.slice(0, shared), ...all.slice(shared).map((word) => `x${word}`)];
      const truth = jaccard(shinglesOf(one), shinglesOf(other.join(' ')));
      const estimate = similarity(bug(one), bug(other.join(' ')));
      expect(Math.abs(estimate - truth)).toBeLessThan(0.35); // 5 standard deviations of 48 hashes
    }),
    { numRuns: 50 },
  );
});

test('finds every near-duplicate of a text with one word changed', () => {
  fc.assert(
    fc.property(words, fc.nat(), (all, place) => {
      const changed = all.with(place % all.length, 'qqqqqqqqq');
      expect(meet(bug(all.join(' ')), bug(changed.join(' ')))).toBe(true);
    }),
    { numRuns: 50, seed: 1 }, // a chance of 1 in 10,000 each that they do not meet
  );
});

test('has the same form for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const fingerprint = bug(text);
      expect(fingerprint).toHaveLength(48);
      expect(fingerprint.every((hash) => Number.isInteger(hash) && hash >= 0)).toBe(true);
      expect(new Set(bandsOf(fingerprint)).size).toBe(12);
    }),
    { numRuns: 50 },
  );
});

function lettersOf(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

function shinglesOf(text: string): ReadonlySet<string> {
  const list = text.split(' ');
  return new Set([...list, ...list.slice(1).map((word, index) => `${list[index]} ${word}`)]);
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((each) => other.has(each)).length;
  return shared / (one.size + other.size - shared);
}
