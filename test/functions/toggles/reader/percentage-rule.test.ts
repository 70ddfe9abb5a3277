import { FeatureFlag } from '@openfeature/flagd-core';
import fc from 'fast-check';
import { percentageRuleOf } from '../../../../functions/toggles/reader/percentage-rule.ts';

const SILENT = { error() {}, warn() {}, info() {}, debug() {} };
const variants = { on: true, off: false, third: 'third', '': 0 };
const names = fc.constantFrom(...Object.keys(variants));

/** What flagd-core itself gives. */
function answerOf(key: string, targeting: object, targetingKey: string) {
  const flag = { state: 'ENABLED', variants, defaultVariant: 'off', targeting };
  const typed = flag as unknown as ConstructorParameters<typeof FeatureFlag>[1];
  const { value, variant, reason } = new FeatureFlag(key, typed, SILENT).evaluate({ targetingKey });
  return { value, variant, reason };
}

test('gives each user what flagd-core gives', () => {
  const weight = fc.oneof(fc.integer({ min: -5, max: 100 }), fc.integer({ min: 0, max: 300_000 }));
  const share = fc.oneof(fc.tuple(names, weight), fc.tuple(names));
  const shares = fc.array(share, { minLength: 1, maxLength: 6 });
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 40 }), fc.uuid());
  const users = fc.array(text.filter(Boolean), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(text, shares, users, (key, fractional, targetingKeys) => {
      const rule = percentageRuleOf(key, { variants }, { fractional });
      if (!rule) return;
      for (const targetingKey of targetingKeys) {
        expect(rule(targetingKey)).toEqual(answerOf(key, { fractional }, targetingKey));
      }
    }),
    { numRuns: 500 },
  );
});

test('stands for the usual rules of a rollout', () => {
  for (const percent of [1, 5, 25, 50, 99]) {
    const shares = [
      ['on', percent],
      ['off', 100 - percent],
    ];
    expect(percentageRuleOf('it', { variants }, { fractional: shares })).toBeDefined();
  }
});

test.each([
  ['nothing', {}],
  ['a bucket by something else', { fractional: [{ var: 'email' }, ['on', 25], ['off', 75]] }],
  ['a bucket by a fixed text', { fractional: ['everybody', ['on', 25], ['off', 75]] }],
  [
    'a weight that is decided',
    {
      fractional: [
        ['on', { var: 'weight' }],
        ['off', 75],
      ],
    },
  ],
  [
    'a variant that is decided',
    {
      fractional: [
        [{ var: 'variant' }, 25],
        ['off', 75],
      ],
    },
  ],
  ['a percentage of some users', { if: [{ var: 'beta' }, { fractional: [['on', 1]] }, 'off'] }],
  [
    'a variant that the toggle does not have',
    {
      fractional: [
        ['new', 25],
        ['off', 75],
      ],
    },
  ],
  [
    'a variant that every object has',
    {
      fractional: [
        ['toString', 25],
        ['off', 75],
      ],
    },
  ],
  [
    'half a percent',
    {
      fractional: [
        ['on', 0.5],
        ['off', 99.5],
      ],
    },
  ],
  [
    'no weight at all',
    {
      fractional: [
        ['on', 0],
        ['off', 0],
      ],
    },
  ],
  [
    'weights beyond exact arithmetic',
    {
      fractional: [
        ['on', 2 ** 20],
        ['off', 1],
      ],
    },
  ],
  ['no shares', { fractional: [] }],
])('leaves %s to flagd-core', (_name, targeting) => {
  expect(percentageRuleOf('it', { variants }, targeting)).toBeUndefined();
});
