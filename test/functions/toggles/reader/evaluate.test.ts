import fc from 'fast-check';
import { evaluate } from '../../../../functions/toggles/reader/evaluate.ts';
import type { EvaluationContext } from '../../../../functions/toggles/reader/evaluation.ts';
import { snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const KILL = { who: 'ann', why: 'burns', at: '2026-11-23T09:00:00.000Z' };
const betaTesters = { if: [{ in: [{ var: 'email' }, ['ann@example.com']] }, 'on', null] };

function evaluateOnly(difference: Parameters<typeof toggle>[0], context = {}, kills = {}) {
  return evaluate(snapshotOf({ it: toggle(difference) }, { kills }), 'it', context);
}

test('serves the default variant to everybody', () => {
  expect(evaluateOnly({})).toEqual({ value: false, variant: 'off', reason: 'STATIC' });
});

test('serves what a targeting rule names', () => {
  const targeting = betaTesters;
  expect(evaluateOnly({ targeting }, { email: 'ann@example.com' })).toEqual({
    value: true,
    variant: 'on',
    reason: 'TARGETING_MATCH',
  });
  expect(evaluateOnly({ targeting }, { email: 'bob@example.com' })).toMatchObject({
    variant: 'off',
    reason: 'DEFAULT',
  });
});

test('puts the named rule in the place of a $ref', () => {
  const snapshot = snapshotOf(
    { it: toggle({ targeting: { if: [{ $ref: 'beta' }, 'on', null] } }) },
    {
      $evaluators: { beta: { $ref: 'ann' }, ann: { '==': [{ var: 'email' }, 'ann@example.com'] } },
    },
  );
  expect(evaluate(snapshot, 'it', { email: 'ann@example.com' })).toMatchObject({ value: true });
});

test.each([
  ['leads to itself', { a: { $ref: 'b' }, b: { $ref: 'a' } }],
  ['names nothing', {}],
  ['names a property of every object', { constructor: undefined }],
])('answers PARSE_ERROR for a $ref that %s', (_, $evaluators) => {
  const name = Object.keys($evaluators)[0] ?? 'toString';
  const snapshot = snapshotOf(
    { it: toggle({ targeting: { $ref: name } }) },
    { $evaluators: name === 'constructor' ? {} : $evaluators },
  );
  expect(evaluate(snapshot, 'it', {})).toEqual({ errorCode: 'PARSE_ERROR' });
});

test('serves the safe variant of a killed toggle, whatever the rule says', () => {
  const targeting = { if: [true, 'on', null] };
  const kills = { it: { ...KILL, variant: 'off' } };
  expect(evaluateOnly({ targeting }, {}, kills)).toEqual({
    value: false,
    variant: 'off',
    reason: 'DISABLED',
  });
});

test('serves the safe variant where a kill names one that is gone', () => {
  const kills = { it: { ...KILL, variant: 'gone' } };
  expect(evaluateOnly({ defaultVariant: 'on' }, {}, kills)).toMatchObject({ variant: 'off' });
});

test('gives a disabled toggle an explicit value', () => {
  expect(evaluateOnly({ state: 'DISABLED', defaultVariant: 'on' })).toEqual({
    value: false,
    variant: 'off',
    reason: 'DISABLED',
  });
  const metadata = { safeVariant: 'on' };
  expect(evaluateOnly({ state: 'DISABLED', metadata })).toMatchObject({ value: true });
});

test.each([
  ['an unknown operator', { no_such_operator: [1] }],
  ['no variant', 'neither'],
])('answers an error, not a throw, for a rule with %s', (_, rule) => {
  const targeting = { if: [true, rule, null] };
  expect(evaluateOnly({ targeting })).toHaveProperty('errorCode');
});

test.each(['__proto__', 'toString', 'constructor', 'hasOwnProperty', 'nobody', ''])(
  'knows no toggle %j unless it was made',
  (key) => {
    const snapshot = snapshotOf({ it: toggle() });
    expect(evaluate(snapshot, key, {})).toEqual({ errorCode: 'FLAG_NOT_FOUND' });
  },
);

test('evaluates a toggle that bears the name of a property of every object', () => {
  const snapshot = snapshotOf({ toString: toggle(), constructor: toggle() });
  expect(evaluate(snapshot, 'toString', {})).toMatchObject({ value: false });
  expect(evaluate(snapshot, 'constructor', {})).toMatchObject({ value: false });
});

test('lets no reader change the value of another', () => {
  const snapshot = snapshotOf({
    it: toggle({ variants: { a: { list: [1] } }, defaultVariant: 'a' }),
  });
  const resolution = evaluate(snapshot, 'it', {});
  const value = 'value' in resolution ? resolution.value : undefined;
  expect(() => (value as { list: number[] }).list.push(2)).toThrow(TypeError);
});

test('never throws, whatever the context', () => {
  const targeting = {
    if: [
      { sem_ver: [{ var: 'v' }, '>=', '1.0.0'] },
      'on',
      {
        fractional: [
          ['on', 50],
          ['off', 50],
        ],
      },
    ],
  };
  const snapshot = snapshotOf({ it: toggle({ targeting }) });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything()), fc.anything(), (context, v) => {
      evaluate(snapshot, 'it', { ...context, v } as EvaluationContext);
    }),
  );
  expect(evaluate(snapshot, 'it', null as unknown as EvaluationContext)).toHaveProperty(
    'errorCode',
  );
});
