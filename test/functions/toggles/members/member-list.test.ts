import fc from 'fast-check';
import { lintDocument } from '../../../../functions/toggles/lint/lint.ts';
import {
  countMembers,
  isMember,
  withMember,
  withoutMember,
} from '../../../../functions/toggles/members/member-list.ts';
import { evaluate } from '../../../../functions/toggles/reader/evaluate.ts';
import type { EvaluationContext } from '../../../../functions/toggles/reader/evaluation.ts';
import { soundRules, users, wildRules } from '../../../support/rule-arbitraries.ts';
import { documentOf, snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const listing = (...keys: string[]) => ({ in: [{ var: 'targetingKey' }, keys] });
const staff = { ends_with: [{ var: 'email' }, '@shop.example'] };
const nobody = { in: [{ var: 'email' }, ['nobody@shop.example']] };

/** Each way in which a segment may already be written. */
const written = fc.oneof(
  fc.constantFrom<object>(staff, listing(), listing('ann', 'bob'), { or: [staff, listing('ann')] }),
  fc.constantFrom<object>({ or: [listing(), staff] }, { or: [staff, nobody] }, { or: [listing()] }),
  soundRules,
  // The linter keeps all others out: where a constant part fails, adding anything makes the whole fail.
  wildRules.filter(isTaken) as fc.Arbitrary<object>,
);
const keys = fc.oneof(
  fc.constantFrom('ann', 'bob', '__proto__', 'constructor', 'toString', '$ref', '"', '\u0000'),
  fc.string({ unit: 'binary', minLength: 1 }),
);

function isTaken(rule: unknown): boolean {
  const document = documentOf({}, { $evaluators: { tested: rule as object, beta: staff } });
  return lintDocument(document).every(({ severity }) => severity !== 'error');
}

/** What a segment gives one user, as a condition and as what decides the variant. */
function given(rule: object, context: EvaluationContext) {
  const $evaluators = { tested: rule, beta: staff };
  const variants = { on: 'on', off: 'off', true: 'true', false: 'false' };
  const flags = {
    condition: toggle({ variants, targeting: { if: [{ $ref: 'tested' }, 'on', 'off'] } }),
    result: toggle({ variants, targeting: { $ref: 'tested' } }),
  };
  const snapshot = snapshotOf(flags, { $evaluators });
  return [evaluate(snapshot, 'condition', context), evaluate(snapshot, 'result', context)];
}

test.each<[string, object | undefined, object]>([
  ['makes the list where there is no rule', undefined, listing('eve')],
  ['adds to the list', listing('ann'), listing('ann', 'eve')],
  ["puts the list before the team's own rule", staff, { or: [listing('eve'), staff] }],
  ['beside alternatives', { or: [staff, nobody] }, { or: [listing('eve'), staff, nobody] }],
  ['adds to the list among them', { or: [staff, listing()] }, { or: [staff, listing('eve')] }],
])('%s', (_, rule, after) => {
  expect(withMember(rule, 'eve')).toEqual(after);
});

test('who joined is in, whatever the team says', () => {
  fc.assert(
    fc.property(soundRules, keys, (rule, key) => {
      const joined = withMember(rule, key);
      expect(isMember(joined, key)).toBe(true);
      const [condition] = given(joined, { targetingKey: key });
      expect(condition).toMatchObject({ variant: 'on' });
    }),
  );
});

test("a team's own rule means for all others what it meant, as a condition and as a result", () => {
  fc.assert(
    fc.property(written, keys, users, (rule, key, context) => {
      fc.pre(context['targetingKey'] !== key);
      expect(given(withMember(rule, key), context)).toEqual(given(rule, context));
      expect(given(withoutMember(rule, key), context)).toEqual(given(rule, context));
    }),
    { numRuns: 50 },
  );
});

test('joining twice is joining once', () => {
  fc.assert(
    fc.property(written, keys, (rule, key) => {
      const once = withMember(rule, key);
      expect(withMember(once, key)).toBe(once);
      expect(countMembers(once)).toBe(countMembers(rule) + (isMember(rule, key) ? 0 : 1));
    }),
  );
});

test('to leave what one is not in changes nothing', () => {
  fc.assert(
    fc.property(written, keys, (rule, key) => {
      const left = withoutMember(rule, key);
      expect(isMember(left, key)).toBe(false);
      expect(withoutMember(left, key)).toBe(left);
      if (!isMember(rule, key)) expect(left).toBe(rule);
    }),
  );
});

test('who joins and leaves again leaves a rule that means the same to everybody', () => {
  fc.assert(
    fc.property(written, keys, users, (rule, key, user) => {
      fc.pre(!isMember(rule, key));
      const after = withoutMember(withMember(rule, key), key);
      for (const context of [user, { ...user, targetingKey: key }]) {
        expect(given(after, context)).toEqual(given(rule, context));
      }
    }),
    { numRuns: 50 },
  );
});

test.each<[string, object]>([
  ["the team's rule", staff],
  ['several alternatives', { or: [staff, nobody] }],
  ['a list that nobody is in', listing()],
  ['a list at the end', { or: [staff, listing('ann')] }],
])('%s comes back as it was written', (_, rule) => {
  expect(withoutMember(withMember(rule, 'eve'), 'eve')).toEqual(rule);
});

test('a list beside a mere value stays a rule', () => {
  const rule = { or: [listing('eve'), true] };
  expect(withoutMember(rule, 'eve')).toEqual({ or: [listing(), true] });
});

test.each<[string, unknown]>([
  ['another attribute', { in: [{ var: 'email' }, ['ann']] }],
  ['text that is searched', { in: [{ var: 'targetingKey' }, 'ann'] }],
  ['numbers', { in: [{ var: 'targetingKey' }, [1]] }],
  ['a rule among them', { in: [{ var: 'targetingKey' }, [{ var: 'email' }]] }],
  ['something more', { in: [{ var: 'targetingKey' }, ['ann'], 'more'] }],
  ['a second operator', { in: [{ var: 'targetingKey' }, ['ann']], or: [] }],
  ['no rule', null],
  ['an or without alternatives', { or: 'ann' }],
])('%s is no list of users', (_, rule) => {
  expect(countMembers(rule)).toBe(0);
});
