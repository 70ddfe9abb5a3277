import { inWords, servingOf } from '../../../functions/toggles/serving.ts';
import type { Toggle } from '../../../functions/toggles/toggle.ts';
import { toggle } from '../../support/toggle-builders.ts';

const split = (...buckets: readonly (readonly [string, number])[]) => ({ fractional: buckets });
const colours = { red: '#f00', green: '#0f0', blue: '#00f' };

describe('a split in words names the variant that a rollout lets grow', () => {
  test.each<[string, Partial<Toggle>]>([
    ['on to 25 %', { targeting: split(['on', 25], ['off', 75]) }],
    ['on to 25 %', { targeting: split(['off', 75], ['on', 25]) }],
    [
      'new to 25 %',
      { variants: { old: 1, new: 2, off: 0 }, targeting: split(['off', 75], ['new', 25]) },
    ],
    ['red to 40 %', { variants: colours, targeting: split(['red', 40], ['blue', 60]) }],
    [
      'by rules, else on to 5 %',
      { targeting: { if: [true, 'on', split(['on', 5], ['off', 95])] } },
    ],
    [
      'blue to 60 %, green to 20 %, red to 20 %',
      {
        variants: colours,
        targeting: split(['green', 20], ['red', 20], ['blue', 60]),
      },
    ],
  ])('%s, whatever the default is', (words, difference) => {
    const variants = difference.variants ?? { on: true, off: false };
    for (const defaultVariant of Object.keys(variants)) {
      expect(inWords(servingOf({ toggle: toggle({ ...difference, defaultVariant }) }))).toBe(words);
    }
  });
});

test('true as a last rule is the variant of that name', () => {
  const targeting = { if: [{ var: 'staff' }, true, false] };
  const variants = { true: true, false: false };
  const found = { toggle: toggle({ variants, defaultVariant: 'true', targeting }) };
  expect(inWords(servingOf(found))).toBe('by rules, else false');
});
