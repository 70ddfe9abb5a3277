import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import { $evaluators, nested, range, split, written } from '../../../support/lint-found.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

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
