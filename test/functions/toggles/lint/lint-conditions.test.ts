import fc from 'fast-check';
import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import { evaluate } from '../../../../functions/toggles/reader/evaluate.ts';
import { documentOf, snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const share = {
  fractional: [
    ['on', 25],
    ['off', 75],
  ],
};
const staff = { '==': [{ var: 'group' }, 'staff'] };
const $evaluators = { quarter: share, alias: { $ref: 'quarter' }, staff };

/** Where conditions are constant. */
function found(targeting: object): string[] {
  const findings = lintDocument(documentOf({ a: toggle({ targeting }) }, { $evaluators }));
  return findings
    .filter(({ code }) => code !== 'unused_evaluator')
    .map(({ severity, code, path }) => `${severity} ${code} ${path.replace('flags.a.', '')}`);
}

test.each<[string, object, string]>([
  ['a percentage', { if: [share, 'on', 'off'] }, 'if[0]'],
  ['a later one', { if: [staff, 'on', share, 'on', 'off'] }, 'if[2]'],
  ['one in an else', { if: [staff, 'on', { if: [share, 'on'] }] }, 'if[2].if[0]'],
  ['one among others', { if: [{ and: [staff, share] }, 'on', 'off'] }, 'if[0].and[1]'],
  ['one turned round', { if: [{ '!': share }, 'on', 'off'] }, 'if[0].!'],
  ['a segment that is one', { if: [{ $ref: 'quarter' }, 'on', 'off'] }, 'if[0]'],
  ['a segment that leads to one', { if: [{ or: [{ $ref: 'alias' }] }, 'on'] }, 'if[0].or[0]'],
])('warns of %s as a condition', (_, targeting, where) => {
  expect(found(targeting)).toEqual([`warning constant_condition targeting.${where}`]);
});

test.each<[string, object]>([
  ['a branch', { if: [staff, share, 'off'] }],
  ['the else', { if: [staff, 'on', share] }],
  ['what is compared', { if: [{ '==': [share, 'on'] }, 'on', 'off'] }],
  ['an ordinary segment', { if: [{ $ref: 'staff' }, 'on', 'off'] }],
])('takes a percentage as %s', (_, targeting) => {
  expect(found(targeting)).toEqual([]);
});

test('it is as the warning says: every user gets the first branch', () => {
  const constant = snapshotOf({ a: toggle({ targeting: { if: [share, 'on', 'off'] } }) });
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (targetingKey) => {
      expect(evaluate(constant, 'a', { targetingKey })).toMatchObject({ variant: 'on' });
    }),
  );
});
