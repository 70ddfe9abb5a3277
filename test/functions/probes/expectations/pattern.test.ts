import fc from 'fast-check';
import { checkPattern, compilePattern } from '../../../../functions/probes/expectations/pattern.ts';

test('an expression is searched anywhere in a text', () => {
  expect(compilePattern('o+k').test('all is ook, thanks')).toBe(true);
  expect(compilePattern('^ok').test('not ok')).toBe(false);
  expect(compilePattern('(?i)\\bOK\\b').test('it is ok.')).toBe(true);
});

test('the first match is its first group, or all of it', () => {
  expect(compilePattern('token=([a-z]+)').find('a token=abc token=def')).toBe('abc');
  expect(compilePattern('[0-9]+').find('order 17 of 20')).toBe('17');
  expect(compilePattern('a(x)?').find('ab')).toBeUndefined();
  expect(compilePattern('z').find('ab')).toBeUndefined();
});

test.each([
  ['', 'matches everything'],
  ['(a', 'missing closing )'],
  ['a**', 'invalid nested repetition'],
  ['[b-a]', 'invalid character class range'],
  ['(?=a)', 'no look-around'],
  ['(a)\\1', 'no back references'],
  ['a{1001}', 'invalid repeat count'],
  ['(a{30}){30}', 'too large'],
  ['a'.repeat(501), '500 characters at most'],
])('%j is refused', (pattern, reason) => {
  expect(checkPattern(pattern)).toContain(reason);
  expect(() => compilePattern(pattern)).toThrow(reason);
});

test('finds what V8 finds, where both know the syntax', () => {
  const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'a*', 'b+?', '(a|bc)', '\\d', '(?:a{1,3})', '^', '$'); // biome-ignore format: one line
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' '), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), text, (pieces, subject) => {
      const pattern = pieces.join('');
      expect(compilePattern(pattern).test(subject)).toBe(new RegExp(pattern).test(subject));
    }),
  );
});

test.each(['(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*)*x', '([ab]*a){20}c'])(
  'time grows as the text does, not as the power of it: %s',
  (pattern) => {
    // V8 would not be done with 40 letters within a test's time.
    expect(compilePattern(pattern).test(`${'a'.repeat(100_000)}!`)).toBe(false);
  },
);
