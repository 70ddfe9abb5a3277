import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import { foundIn, foundInCondition, loops, nested, split } from '../../../support/lint-found.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

test.each<[string, object]>([
  ['a beta group', { if: [{ $ref: 'beta' }, 'on', null] }],
  ['else-ifs', { if: [{ $ref: 'beta' }, 'on', { '!': { var: 'staff' } }, 'off'] }],
  ['a percentage', split(['on', 25], ['off', 75])],
  ['hundredths of a percent', split(['on', 5], ['off', 9_995])],
  ['a percentage by company', { fractional: [{ var: 'company' }, ['on', 0], ['off', 100]] }],
  [
    'a percentage by several attributes',
    { fractional: [{ cat: [{ var: 'a' }, { var: 'b' }] }, ['on', 100]] },
  ],
  ['a percentage in an else', { if: [{ $ref: 'beta' }, 'on', split(['on', 5], ['off', 95])] }],
  [
    'a schedule',
    { if: [{ '<': [1_795_424_400, { var: '$flagd.timestamp' }, 1_795_510_800] }, 'on', 'off'] },
  ],
  ['versions', { if: [{ sem_ver: [{ var: 'version' }, '^', '2.1.0-beta.1'] }, 'on', null] }],
  ['a default for an attribute', { if: [{ '>': [{ var: ['age', 0] }, 18] }, 'on', 'off'] }],
  ['and, or', { or: [{ if: [{ $ref: 'beta' }, 'on'] }, 'off'] }],
])('takes %s', (_, targeting) => {
  expect(foundIn(targeting)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a name for a rule', 'on', 'bad_type targeting'],
  ['an unknown variant', { if: [true, 'onn', null] }, 'unknown_variant if[1]'],
  ['an unknown variant in an else', { if: [true, 'on', 'of'] }, 'unknown_variant if[2]'],
  [
    'an unknown variant in a percentage',
    split(['on', 5], ['x', 95]),
    'unknown_variant fractional[1][0]',
  ],
  ['an inherited variant', { if: [true, 'toString'] }, 'unknown_variant if[1]'],
  ['a segment as a variant', { $ref: 'beta' }, 'unknown_variant targeting'],
  ['a condition as a variant', { '==': [{ var: 'a' }, 1] }, 'unknown_variant targeting'],
  [
    'a condition that may become the variant',
    { and: [{ $ref: 'beta' }, 'on'] },
    'unknown_variant and[0]',
  ],
  ['a variant from the user', { var: 'variant' }, 'computed_variant targeting'],
  ['an unknown operator', { iff: [true, 'on'] }, 'unknown_operator iff'],
  ['an operator that flagd does not have', { throw: 'x' }, 'unknown_operator throw'],
  ['an operator of every object', { toString: [] }, 'unknown_operator toString'],
  ['two operators', { if: [true, 'on'], or: [] }, 'bad_arguments targeting'],
  ['a condition alone', { if: [true] }, 'bad_arguments if'],
  ['shares over 100', split(['on', 30], ['off', 75]), 'bad_weights fractional'],
  ['shares of zero', split(['on', 0], ['off', 0]), 'bad_weights fractional'],
  ['a negative share', split(['on', -5], ['off', 105]), 'bad_weights fractional[0][1]'],
  ['half a percent', split(['on', 0.5], ['off', 99.5]), 'bad_weights fractional[0][1]'],
  ['a share as text', split(['on', '5'], ['off', 95]), 'bad_weights fractional[0][1]'],
  ['no share', split(['on'], ['off', 100]), 'bad_weights fractional[0]'],
  ['a variant twice', split(['on', 50], ['on', 50]), 'duplicate_variant fractional[1][0]'],
  ['no buckets', { fractional: [] }, 'bad_arguments fractional'],
  ['one bucket for all', { fractional: ['a', ['on', 100]] }, 'bad_arguments fractional[0]'],
  ['a number to spread by', { fractional: [7, ['on', 100]] }, 'bad_type fractional[0]'],
  [
    'a computed share',
    split(['on', { var: 'share' }], ['off', 50]),
    'computed_weight fractional[0][1]',
  ],
  ['a rule too deep', { if: [nested(101), 'on'] }, 'too_deep targeting'],
  [
    'a rule too large',
    { if: [{ in: [{ var: 'a' }, ['x'.repeat(64_000)]] }, 'on'] },
    'too_large targeting',
  ],
])('finds %s', (_, targeting, expected) => {
  expect(foundIn(targeting)).toContain(expected);
});

test.each<[string, unknown, string]>([
  ['an unknown segment', { $ref: 'bata' }, 'unknown_reference .$ref'],
  ['a segment that every object has', { $ref: 'valueOf' }, 'unknown_reference .$ref'],
  ['a segment without a name', { $ref: {} }, 'bad_arguments .$ref'],
  ['an empty rule', {}, 'bad_arguments '],
  ['one argument of two', { '==': [1] }, 'bad_arguments .=='],
  [
    'a sum that starts from nothing',
    { reduce: [{ var: 'a' }, { var: 'current' }] },
    'bad_arguments .reduce',
  ],
  ['an argument without a list', { '==': 1 }, 'bad_arguments .=='],
  ['text against a number', { '<': ['a', 1] }, 'bad_type .<'],
  ['text against a number, by way of an if', { '<': [{ if: [true, 'a'] }, 1] }, 'bad_type .<'],
  ['a comparison of lists', { '==': [{ missing: ['a'] }, []] }, 'bad_type .=='],
  ['a sum of text', { '+': [{ var: 'a' }, '1'] }, 'bad_type .+[1]'],
  ['a search in a number', { in: ['a', 5] }, 'bad_type .in[1]'],
  ['an affix that is no text', { ends_with: [{ var: 'email' }, 5] }, 'bad_type .ends_with[1]'],
  ['a division by zero', { '/': [{ var: ['a', 1] }, 0] }, 'bad_arguments ./[1]'],
  ['a loop over what never changes', { some: [[1], { var: '' }] }, 'bad_arguments .some[0]'],
  ['loops three deep', loops(3), 'too_deep .some[1].some[1]'],
  ['an attribute without a name', { var: [] }, 'bad_arguments .var'],
  ['a name that is computed', { var: { cat: ['a'] } }, 'bad_arguments .var'],
  ['what flagd does not tell', { var: '$flagd.now' }, 'bad_arguments .var'],
  [
    'a version without its patch',
    { sem_ver: ['1.2', '=', { var: 'v' }] },
    'bad_version .sem_ver[0]',
  ],
  [
    'a comparison of versions that is none',
    { sem_ver: ['1.2.0', '==', { var: 'v' }] },
    'bad_version .sem_ver[1]',
  ],
  ['names that are none', { missing: [1] }, 'bad_arguments .missing'],
  ['a count without names', { missing_some: [1, 'a'] }, 'bad_arguments .missing_some[1]'],
  ['a time as text', { '<': ['2026-11-30', { var: '$flagd.timestamp' }] }, 'bad_timestamp .<[0]'],
  [
    'a time in milliseconds',
    { '>': [{ var: '$flagd.timestamp' }, 1_795_424_400_000] },
    'bad_timestamp .>[1]',
  ],
  [
    'what fails without the attribute',
    { '<': [{ max: [{ var: 'a' }, 1] }, 5] },
    'bad_arguments .<[0].max[0]',
  ],
])('finds %s', (_, condition, expected) => {
  expect(foundInCondition(condition)).toContain(expected);
});

test('says which second is meant where a time is text or in milliseconds', () => {
  const fixOf = (time: unknown) => {
    const targeting = { if: [{ '<': [time, { var: '$flagd.timestamp' }] }, 'on'] };
    return lintDocument(documentOf({ it: toggle({ targeting }) }))[0]?.fix;
  };
  expect(fixOf('2026-11-23T09:00:00Z')).toBe('write 1795424400 for 2026-11-23T09:00:00Z');
  expect(fixOf(1_795_424_400_000)).toBe('write 1795424400 for 2026-11-23T09:00:00Z');
  expect(fixOf('monday')).toContain('e.g.');
});
