import { isNegative } from '../../../../functions/feedback/triage/is-negative.ts';

test.each([
  ['thumb', 0, true],
  ['thumb', 1, false],
  ['csat', 1, true],
  ['csat', 2, true],
  ['csat', 3, false],
  ['nps', 0, true],
  ['nps', 6, true],
  ['nps', 7, false],
] as const)('%s %d is a complaint: %s', (scale, value, negative) => {
  expect(isNegative({ kind: 'praise', rating: { scale, value } })).toBe(negative);
});

test('a bug is one, whatever its rating', () => {
  expect(isNegative({ kind: 'bug' })).toBe(true);
  expect(isNegative({ kind: 'bug', rating: { scale: 'nps', value: 10 } })).toBe(true);
});

test.each(['idea', 'praise', 'question'] as const)('%s without a rating is none', (kind) => {
  expect(isNegative({ kind })).toBe(false);
});
