import fc from 'fast-check';
import { hasReached } from '../../../functions/toggles/has-reached.ts';
import { safeVariantOf, type Toggle } from '../../../functions/toggles/toggle.ts';

const TOGGLE: Toggle = {
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
};
const ON: Toggle = { ...TOGGLE, defaultVariant: 'on' };
const BETA = { in: [{ var: 'targetingKey' }, ['ann']] };
const KILL = { variant: 'off', who: 'bob', why: 'it hurts', at: '2026-11-23T10:00:00.000Z' };

const withRule = (targeting: object, toggle = TOGGLE): Toggle => ({ ...toggle, targeting });
const spread = (on: number, off: number) => ({
  fractional: [
    ['on', on],
    ['off', off],
  ],
});

test.each<[string, Toggle]>([
  ['it is the default', ON],
  ['it is the default, and there is an empty rule', withRule({}, ON)],
  ['each branch serves it', withRule({ if: [BETA, 'on', 'on'] })],
  ['one branch serves it, and the default', withRule({ if: [BETA, 'on'] }, ON)],
  ['all of the percentage has it', withRule(spread(100, 0))],
  [
    'the rule is true',
    withRule({ if: [BETA, true, true] }, { ...ON, variants: { true: 1, off: 0 } }),
  ],
  [
    'another than the safe variant is the default',
    {
      ...TOGGLE,
      variants: { classic: 'c', modern: 'm' },
      metadata: { safeVariant: 'classic' },
      defaultVariant: 'modern',
    },
  ],
  ['it is on by its name, though a kill keeps it on', { ...ON, metadata: { safeVariant: 'on' } }],
])('everybody has it where %s', (_, toggle) => {
  for (const had of [undefined, 'off', 'on']) expect(hasReached({ toggle }, had)).toBe(true);
});

test.each<[string, Toggle]>([
  ['a segment has it', withRule({ if: [BETA, 'on', 'off'] })],
  ['a segment has it, and the others the default', withRule({ if: [BETA, 'on'] })],
  ['a part has it', withRule(spread(25, 75))],
  ['a part of a segment has it', withRule({ if: [BETA, spread(1, 99), null] })],
  [
    'a segment has it, and for others it is computed',
    withRule({ if: [BETA, 'on', { var: 'plan' }] }),
  ],
])('only who had it has it still where %s', (_, toggle) => {
  expect(hasReached({ toggle }, 'on')).toBe(true);
  expect(hasReached({ toggle }, 'off')).toBe(false);
  expect(hasReached({ toggle }, undefined)).toBe(false);
});

test.each<[string, Toggle]>([
  ['it is off', TOGGLE],
  ['it is disabled', { ...ON, state: 'DISABLED' }],
  ['nobody of the percentage has it any more', withRule(spread(0, 100))],
  ['it is computed', withRule({ var: 'plan' }, ON)],
  ['the safe variant is the default', { ...TOGGLE, metadata: { safeVariant: 'off' } }],
  [
    'the safe variant is served, and it is not called off',
    {
      ...TOGGLE,
      variants: { classic: 'c', modern: 'm' },
      metadata: { safeVariant: 'classic' },
      defaultVariant: 'classic',
    },
  ],
])('nobody has it where %s', (_, toggle) => {
  for (const had of [undefined, 'off', 'on', 'modern']) {
    expect(hasReached({ toggle }, had)).toBe(false);
  }
});

test('neither the off variant nor the safe one is what was switched on', () => {
  const variants = { on: 'n', off: 'o', classic: 'c' };
  const toggle = { ...TOGGLE, variants, metadata: { safeVariant: 'classic' } };
  for (const variant of ['off', 'classic']) {
    expect(hasReached({ toggle: { ...toggle, defaultVariant: variant } }, variant)).toBe(false);
  }
});

test('a kill takes it from all', () => {
  expect(hasReached({ toggle: ON, kill: KILL }, 'on')).toBe(false);
});

test('whatever the rule is, an answer is given, and the safe variant is none that was reached', () => {
  const rule = fc.letrec((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('on', 'off', null, true, 7, { var: 'x' }, { fractional: [] }),
      fc.array(tie('rule'), { maxLength: 5 }).map((parts) => ({ if: parts })),
      fc
        .array(fc.tuple(tie('rule'), fc.nat(3)), { maxLength: 3 })
        .map((fractional) => ({ fractional })),
    ),
  })).rule;
  fc.assert(
    fc.property(rule, fc.boolean(), (targeting, isOn) => {
      const toggle = withRule(targeting as object, isOn ? ON : TOGGLE);
      const reached = hasReached({ toggle }, safeVariantOf(toggle));
      expect(reached).toBe(hasReached({ toggle }, undefined));
    }),
  );
});
