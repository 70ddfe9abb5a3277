import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

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
