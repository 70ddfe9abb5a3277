import fc from 'fast-check';
import { matchesArn, matchesGlob } from '../../../local/iam/glob.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 12 });

/** What a pattern means, said with a regular expression. */
function asRegExp(pattern: string): RegExp {
  const source = [...pattern]
    .map((character) => ({ '*': '.*', '?': '.' })[character] ?? character)
    .join('');
  return new RegExp(`^${source}$`, 's');
}

test('a glob fits what the same regular expression fits', () => {
  fc.assert(
    fc.property(letters, letters, (pattern, text) => {
      expect(matchesGlob(pattern, text)).toBe(asRegExp(pattern).test(text));
    }),
    { numRuns: 2000 },
  );
});

test('is quick on patterns that make regular expressions slow', () => {
  expect(matchesGlob(`${'*a'.repeat(50)}b`, 'a'.repeat(20_000))).toBe(false);
});

test.each([
  ['arn:aws:lambda:*:*:function:x', 'arn:aws:lambda:eu-west-1:1:function:x', true],
  ['arn:aws:*', 'arn:aws:lambda:eu-west-1:1:function:x', false],
  ['arn:aws:sqs:eu-*:1:*', 'arn:aws:sqs:eu-west-1:1:queue', true],
  ['arn:aws:sqs:*:queue', 'arn:aws:sqs:eu-west-1:1:queue', false],
])('the ARN pattern %s and %s: %s', (pattern, arn, fits) => {
  expect(matchesArn(pattern, arn)).toBe(fits);
});
