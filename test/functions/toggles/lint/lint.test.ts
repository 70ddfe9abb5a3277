import { type Finding, lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT } from '../../../../functions/toggles/toggle-document.ts';
import { documentOf, FACTS, toggle } from '../../../support/toggle-builders.ts';

const $evaluators = { beta: { in: [{ var: 'email' }, ['ann@example.com']] } };

/** As `code path`, of errors and warnings. */
function found(difference: object, key = 'it'): string[] {
  const it = { ...toggle(), ...difference } as Toggle;
  return written(lintDocument(documentOf({ [key]: it }, { $evaluators })));
}

function written(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ code }) => code !== 'unused_evaluator')
    .map(({ code, path }) => `${code} ${path.replace(/^flags\.it\./, '')}`);
}

/** With a rule that decides the variant. */
function foundIn(targeting: unknown): string[] {
  return found({ targeting }).map((line) => line.replace('targeting.', ''));
}

/** With a rule that decides a condition. */
function foundInCondition(condition: unknown): string[] {
  return foundIn({ if: [condition, 'on', null] }).map((line) => line.replace('if[0]', ''));
}

function facts(difference: object): object {
  return { metadata: { ...FACTS, ...difference } };
}

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

describe('segments', () => {
  const use = (name: string) => toggle({ targeting: { if: [{ $ref: name }, 'on', null] } });

  test.each<[string, object, string]>([
    ['text for a rule', { beta: 'ann' }, 'bad_type $evaluators.beta'],
    ['an unknown operator', { beta: { '===': [1, 2], or: [] } }, 'bad_arguments $evaluators.beta'],
    ['an unknown segment', { beta: { $ref: 'a' } }, 'unknown_reference $evaluators.beta.$ref'],
    ['one that leads to itself', { beta: { $ref: 'beta' } }, 'cyclic_reference $evaluators.beta'],
    [
      'two that lead to each other',
      { beta: { '!': { $ref: 'b' } }, b: { $ref: 'beta' } },
      'cyclic_reference $evaluators.b',
    ],
    ['a name that is none', { 'a b': { var: 'x' } }, 'bad_name $evaluators["a b"]'],
    ['a prototype', JSON.parse('{"__proto__":{"var":"x"}}'), 'bad_name $evaluators.__proto__'],
  ])('finds %s', (_, segments, expected) => {
    const document = documentOf({ it: use('beta') }, { $evaluators: segments as never });
    expect(written(lintDocument(document))).toContain(expected);
  });

  test('finds rules that grow out of hand when their references are in their place', () => {
    const names = range(30).map((n) => `s${n}`);
    const twice = (name: string) => ({ and: [{ $ref: name }, { $ref: name }] });
    const doubling = names.map((name, n) => [name, twice(names[n + 1] ?? 'last')] as const);
    const rules = { ...Object.fromEntries(doubling), last: { var: 'a' } };
    const findings = written(lintDocument(documentOf({ it: use('s0') }, { $evaluators: rules })));
    expect(findings).toContain('too_large targeting');
  });

  test('finds rules that are too deep with their references in their place', () => {
    const it = toggle({ targeting: { if: [nested(30, { $ref: 'deep' }), 'on', null] } });
    const document = documentOf({ it }, { $evaluators: { deep: nested(30) as object } });
    expect(written(lintDocument(document))).toContain('too_deep targeting');
  });

  test('a variant that a segment names must be one of each toggle that uses it', () => {
    const rules = { share: split(['on', 5], ['grey', 95]) };
    const document = documentOf(
      { it: toggle({ targeting: { $ref: 'share' } }) },
      { $evaluators: rules },
    );
    expect(written(lintDocument(document))).toEqual(['unknown_variant targeting']);
  });

  test('warns of one that no toggle uses', () => {
    const document = documentOf({ it: toggle() }, { $evaluators });
    expect(lintDocument(document)).toEqual([
      expect.objectContaining({ code: 'unused_evaluator', severity: 'warning' }),
    ]);
  });
});

describe('an edit', () => {
  const old = toggle({ metadata: { expires: '2026-11-22' } });
  const broken = toggle({ defaultVariant: 'maybe' });
  const today = '2026-11-23';

  test('is not held to what is wrong with other toggles', () => {
    expect(lintDocument(documentOf({ it: toggle(), broken }), { keys: ['it'] })).toEqual([]);
  });

  test('must not leave its own toggle expired; elsewhere that is a warning', () => {
    const document = documentOf({ it: toggle(), old });
    const severityOf = (keys?: string[]) =>
      lintDocument(document, { today, ...(keys && { keys }) }).map(
        ({ code, severity }) => `${code} ${severity}`,
      );
    expect(severityOf(['old'])).toEqual(['expired error']);
    expect(severityOf(['it'])).toEqual([]);
    expect(severityOf()).toEqual(['expired warning']);
    expect(lintDocument(document)).toEqual([]); // without a day nothing is late
  });

  test('a toggle is not late on its last day', () => {
    const document = documentOf({ it: toggle({ metadata: { expires: today } }) });
    expect(lintDocument(document, { today })).toEqual([]);
  });

  test('of a segment is held to what it does to the toggles that use it', () => {
    const rules = { share: split(['on', 5], ['grey', 95]), indirect: { $ref: 'share' } };
    const it = toggle({ targeting: { if: [{ var: 'a' }, 'on', { $ref: 'indirect' }] } });
    const document = documentOf({ it, broken }, { $evaluators: rules });
    const lint = (segments: string[]) => written(lintDocument(document, { keys: [], segments }));
    expect(lint(['share'])).toEqual(['unknown_variant targeting.if[2]']);
    expect(lint([])).toEqual([]);
  });
});

function split(...buckets: unknown[]): object {
  return { fractional: buckets };
}

function nested(levels: number, inside: object = { var: 'a' }): unknown {
  return levels === 1 ? inside : { '!': [nested(levels - 1, inside)] };
}

function loops(levels: number): object {
  return { some: [{ var: 'a' }, levels === 1 ? true : loops(levels - 1)] };
}

function many(count: number) {
  const targeting = {
    if: [{ '==': [{ var: 'email' }, 'ann@example.com'] }, 'on', split(['on', 5], ['off', 95])],
  };
  return documentOf(Object.fromEntries(range(count).map((n) => [`t${n}`, toggle({ targeting })])));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
