import fc from 'fast-check';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { evaluate } from '../../../../functions/toggles/reader/evaluate.ts';
import type { EvaluationContext } from '../../../../functions/toggles/reader/evaluation.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import type { ToggleDocument } from '../../../../functions/toggles/toggle-document.ts';
import { documentOf, snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const document = documentOf({ 'new-checkout': toggle(), other: toggle() });

test('switches one toggle and leaves the others', () => {
  const { document: next, summary } = setDefaultVariant(document, 'new-checkout', 'on');
  expect(next.flags['new-checkout']?.defaultVariant).toBe('on');
  expect(next.flags.other).toBe(document.flags.other);
  expect(summary).toBe('new-checkout: off -> on');
});

test.each(['nobody', 'toString', '__proto__'])('knows no toggle %s', (key) => {
  expect(() => setDefaultVariant(document, key, 'on')).toThrow('Known: new-checkout, other');
});

test.each(['maybe', 'toString', ''])(
  'refuses the variant %j, and says which there are',
  (variant) => {
    expect(() => setDefaultVariant(document, 'new-checkout', variant)).toThrow(
      'use one of: on, off',
    );
  },
);

const beta = { '==': [{ var: 'email' }, 'ann@example.com'] };
const share = (percent: number) => ({
  fractional: [
    ['on', percent],
    ['off', 100 - percent],
  ],
});
const thirds = {
  fractional: [
    ['a', 34],
    ['b', 33],
    ['c', 33],
  ],
};
const letters = { a: 'A', b: 'B', c: 'C' };

test.each<[string, Partial<Toggle>, string, Partial<Toggle>, string]>([
  [
    'a percentage ends',
    { targeting: share(25) },
    'on',
    { defaultVariant: 'on' },
    'on to 25 % -> on',
  ],
  [
    'so does one of three variants',
    { variants: letters, defaultVariant: 'a', targeting: thirds },
    'b',
    { defaultVariant: 'b' },
    'a to 34 %, b to 33 %, c to 33 % -> b',
  ],
  [
    'conditions stay, and their else follows',
    { targeting: { if: [beta, 'on', 'off'] } },
    'on',
    { defaultVariant: 'on', targeting: { if: [beta, 'on', 'on'] } },
    'by rules, else off -> by rules, else on',
  ],
  [
    'conditions stay, and their percentage ends',
    { targeting: { if: [beta, 'on', { if: [beta, 'off', share(5)] }] } },
    'on',
    { defaultVariant: 'on', targeting: { if: [beta, 'on', { if: [beta, 'off', 'on'] }] } },
    'by rules, else on to 5 % -> by rules, else on',
  ],
  [
    'conditions without an else get one',
    { targeting: { if: [beta, 'on'] } },
    'on',
    { defaultVariant: 'on', targeting: { if: [beta, 'on', 'on'] } },
    'by rules, else off -> by rules, else on',
  ],
  [
    'a disabled toggle is enabled',
    { state: 'DISABLED' },
    'on',
    { defaultVariant: 'on' },
    'disabled: off -> on',
  ],
])('%s', (_, before, variant, after, summary) => {
  const edit = setDefaultVariant(documentOf({ a: toggle(before) }), 'a', variant);
  const { targeting: _replaced, ...rest } = toggle(before);
  expect(edit.document.flags['a']).toEqual({ ...rest, state: 'ENABLED', ...after });
  expect(edit.summary).toBe(`a: ${summary}`);
});

test('refuses a toggle whose last rule decides by itself: nobody would get anything else', () => {
  const targeting = { if: [beta, 'on', { $ref: 'segment' }] };
  const $evaluators = { segment: { if: [beta, 'on', 'off'] } };
  const ruled = { ...documentOf({ a: toggle({ targeting }) }), $evaluators };
  expect(() => setDefaultVariant(ruled, 'a', 'on')).toThrow('enable, disable or import it');
});

function variantOf({ flags }: ToggleDocument, context: EvaluationContext): unknown {
  const resolution = evaluate(snapshotOf(flags), 'a', context);
  return 'variant' in resolution ? resolution.variant : resolution;
}

/** A toggle with two variants and any targeting that ends in one of them, in a percentage or in nothing. */
const toggles = fc
  .record({
    defaultVariant: fc.constantFrom('on', 'off'),
    conditions: fc.array(fc.constantFrom('on', 'off'), { maxLength: 3 }),
    last: fc.constantFrom(undefined, null, 'on', 'off', share(0), share(50), share(100)),
  })
  .map(({ defaultVariant, conditions, last }) => {
    const chain = conditions.flatMap((variant) => [beta, variant]);
    const rule = chain.length > 0 ? { if: last === undefined ? chain : [...chain, last] } : last;
    const targeting = typeof rule === 'object' && rule !== null ? rule : {};
    return toggle({ defaultVariant, targeting });
  });

test('whoever no condition names gets the variant then, with a targeting key and without', () => {
  fc.assert(
    fc.property(toggles, fc.constantFrom('on', 'off'), fc.string(), (before, variant, user) => {
      const { document: after } = setDefaultVariant(documentOf({ a: before }), 'a', variant);
      const served = (context: EvaluationContext) => variantOf(after, context);
      expect([served({ targetingKey: user }), served({})]).toEqual([variant, variant]);
      const named = { email: 'ann@example.com', targetingKey: user };
      const isNamed = 'if' in (before.targeting ?? {});
      expect(served(named)).toBe(isNamed ? variantOf(documentOf({ a: before }), named) : variant);
    }),
  );
});
