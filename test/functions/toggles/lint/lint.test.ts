import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import { EMPTY_DOCUMENT } from '../../../../functions/toggles/toggle-document.ts';
import { $evaluators, facts, found, many, range, written } from '../../../support/lint-found.ts';
import { documentOf, FACTS, toggle } from '../../../support/toggle-builders.ts';

test.each<[string, object]>([
  ['an ordinary toggle', {}],
  ['text', { variants: { red: 'r', blue: '' }, defaultVariant: 'red' }],
  ['numbers', { variants: { few: 1.5, many: 2 ** 53 - 1 }, defaultVariant: 'few' }],
  ['objects', { variants: { a: { list: [1, null] }, b: {} }, defaultVariant: 'a' }],
  [
    'names that objects inherit',
    { variants: { toString: 1, constructor: 2 }, defaultVariant: 'toString' },
  ],
  ['facts of the team', facts({ ticket: 'SHOP-1', jira: 12, reviewed: true })],
  ['what is exposed, and guarded', facts({ exposed: 'client', guardedBy: 'errors, latency' })],
  ['an empty targeting', { targeting: {} }],
  ['a key that is not set', { targeting: undefined }],
])('takes %s', (_, difference) => {
  expect(found(difference)).toEqual([]);
});

test.each<[string, object, string]>([
  ['an unknown state', { state: 'enabled' }, 'bad_state state'],
  ['no state', { state: undefined }, 'missing state'],
  ['an unknown key', { rollout: 5 }, 'unknown_key rollout'],
  ['no variants', { variants: {} }, 'missing variants'],
  ['variants in a list', { variants: [true, false] }, 'bad_type variants'],
  ['variants of two types', { variants: { off: false, on: 'yes' } }, 'mixed_types variants'],
  ['a variant that is a list', { variants: { off: [], on: {} } }, 'bad_type variants.off'],
  ['a variant that is null', { variants: { off: null, on: {} } }, 'bad_type variants.off'],
  ['a variant without a name', { variants: { off: 1, '': 2 } }, 'bad_name variants[""]'],
  ['large variants', { variants: { off: 'x'.repeat(64_000) } }, 'too_large variants'],
  ['an unknown default', { defaultVariant: 'of' }, 'unknown_variant defaultVariant'],
  ['an inherited default', { defaultVariant: 'toString' }, 'unknown_variant defaultVariant'],
  ['a default of null', { defaultVariant: null }, 'unknown_variant defaultVariant'],
  ['no default', { defaultVariant: undefined }, 'missing defaultVariant'],
  ['infinity', { variants: { off: Number.POSITIVE_INFINITY } }, 'not_json variants.off'],
  ['a number too large for JSON', { variants: { off: 2 ** 53 } }, 'not_json variants.off'],
  ['a function', { variants: { off: () => 1 } }, 'not_json variants.off'],
  ['a date', { variants: { off: new Date(0) } }, 'not_json variants.off'],
  ['a gap in a list', { variants: { off: { a: [undefined] } } }, 'not_json variants.off.a[0]'],
  [
    'a prototype',
    { variants: JSON.parse('{"off":{"a":{"__proto__":1}}}') },
    'bad_name variants.off.a.__proto__',
  ],
  ['no facts', { metadata: undefined }, 'missing metadata'],
  ['no owner', { metadata: { ...FACTS, owner: undefined } }, 'missing metadata.owner'],
  ['no expiry', { metadata: { ...FACTS, expires: undefined } }, 'missing metadata.expires'],
  [
    'no description',
    { metadata: { ...FACTS, description: undefined } },
    'missing metadata.description',
  ],
  ['a blank owner', facts({ owner: ' ' }), 'bad_type metadata.owner'],
  ['terminal escapes', facts({ description: '\u001b[2J' }), 'bad_type metadata.description'],
  ['a day that is none', facts({ expires: '2027-02-29' }), 'bad_date metadata.expires'],
  ['a time for a day', facts({ expires: '2027-02-28T00:00:00Z' }), 'bad_date metadata.expires'],
  ['a ticket that is no text', facts({ ticket: 12 }), 'bad_type metadata.ticket'],
  ['an unknown safe variant', facts({ safeVariant: 'x' }), 'unknown_variant metadata.safeVariant'],
  [
    'an inherited safe variant',
    facts({ safeVariant: 'valueOf' }),
    'unknown_variant metadata.safeVariant',
  ],
  ['a misspelt safe variant', facts({ safeVarient: 'on' }), 'unknown_key metadata.safeVarient'],
  ['an unknown audience', facts({ exposed: 'cleint' }), 'bad_audience metadata.exposed'],
  ['a guard without a name', facts({ guardedBy: 'errors,' }), 'bad_guard metadata.guardedBy'],
  ['a guard twice', facts({ guardedBy: 'errors, errors' }), 'bad_guard metadata.guardedBy'],
  ['guards in a list', facts({ guardedBy: ['errors'] }), 'bad_guard metadata.guardedBy'],
  ['a fact that is not flat', facts({ team: { name: 'shop' } }), 'bad_type metadata.team'],
  [
    'too many facts',
    facts(Object.fromEntries(range(28).map((n) => [`n${n}`, n]))),
    'too_many metadata',
  ],
])('finds %s', (_, difference, expected) => {
  expect(found(difference)).toContain(expected);
});

test('finds values that lead back to themselves, along every way', () => {
  const cyclic: Record<string, unknown> = {};
  Object.assign(cyclic, { a: cyclic, b: [cyclic] });
  expect(found({ variants: { off: cyclic } })).toEqual([
    'not_json variants.off.a',
    'not_json variants.off.b[0]',
  ]);
});

test.each(['__proto__', '', 'a b', '-a', 'a/b', 'x'.repeat(101)])('refuses the key %j', (key) => {
  expect(found({}, key)).toEqual([expect.stringContaining('bad_name')]);
});

test('a finding says where, which rule and what to do', () => {
  const targeting = { if: [{ $ref: 'a/b~c' }, 'on'] };
  const [finding] = lintDocument(documentOf({ it: toggle({ targeting }) }, { $evaluators }));
  expect(finding).toEqual({
    path: 'flags.it.targeting.if[0].$ref',
    pointer: '/flags/it/targeting/if/0/$ref',
    code: 'unknown_reference',
    rule: "names no segment in $evaluators: 'a/b~c'",
    fix: 'use one of: beta',
    severity: 'error',
  });
  const [odd] = lintDocument(documentOf({ 'a/b~c': toggle() }));
  expect(odd).toMatchObject({ path: 'flags["a/b~c"]', pointer: '/flags/a~1b~0c' });
});

describe('a document as a whole', () => {
  test.each<[string, unknown, string]>([
    ['a list', [], 'bad_type '],
    ['no toggles', { metadata: EMPTY_DOCUMENT.metadata }, 'bad_type flags'],
    ['toggles in a list', { ...EMPTY_DOCUMENT, flags: [] }, 'bad_type flags'],
    ['an unknown part', { ...EMPTY_DOCUMENT, flag: {} }, 'unknown_key flag'],
    ['no bucketing', { flags: {} }, 'missing metadata.bucketing'],
    [
      'another bucketing',
      { flags: {}, metadata: { bucketing: 'flagd-core-3' } },
      'bad_bucketing metadata.bucketing',
    ],
    [
      'other facts',
      { flags: {}, metadata: { ...EMPTY_DOCUMENT.metadata, x: 1 } },
      'unknown_key metadata.x',
    ],
    ['too many toggles', many(1_001), 'too_many flags'],
    [
      'too large a document',
      documentOf({ it: toggle({ variants: { off: 'x'.repeat(1_000_000) } }) }),
      'too_large ',
    ],
  ])('finds %s', (_, document, expected) => {
    expect(written(lintDocument(document))).toContain(expected);
  });

  test('a thousand toggles with rules take well under a second', () => {
    const document = many(1_000);
    lintDocument(document);
    const start = process.cpuUsage();
    expect(lintDocument(document)).toEqual([]);
    expect(process.cpuUsage(start).user).toBeLessThan(500_000);
  });
});
