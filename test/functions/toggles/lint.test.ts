import { lintDocument } from '../../../functions/toggles/lint.ts';
import type { Toggle } from '../../../functions/toggles/toggle.ts';
import { documentOf, toggle } from '../../support/toggle-builders.ts';

function pathsOf(difference: Partial<Toggle>, key = 'it'): string[] {
  return lintDocument(documentOf({ [key]: toggle(difference) })).map(({ path }) => path);
}

test('finds nothing wrong with an ordinary toggle', () => {
  expect(pathsOf({ metadata: { safeVariant: 'on' } })).toEqual([]);
});

test.each<[string, Partial<Toggle>, string]>([
  ['an unknown state', { state: 'enabled' as 'ENABLED' }, 'flags.it.state'],
  ['no variants', { variants: {} }, 'flags.it.variants'],
  ['variants of two types', { variants: { off: false, on: 'yes' } }, 'flags.it.variants'],
  ['an unknown default variant', { defaultVariant: 'maybe' }, 'flags.it.defaultVariant'],
  ['an inherited name as default', { defaultVariant: 'toString' }, 'flags.it.defaultVariant'],
  ['an unknown safe variant', { metadata: { safeVariant: 'x' } }, 'flags.it.safeVariant'],
  ['an unknown audience', { metadata: { exposed: 'cleint' } }, 'flags.it.metadata.exposed'],
  ['targeting too deep', { targeting: nested(101) }, 'flags.it.targeting'],
  ['targeting too large', { targeting: { in: ['x'.repeat(64_000)] } }, 'flags.it.targeting'],
])('finds %s', (_, difference, path) => {
  expect(pathsOf(difference)).toContain(path);
});

test('takes what is exposed to clients, and targeting as deep as allowed', () => {
  expect(pathsOf({ metadata: { exposed: 'client' }, targeting: nested(100) })).toEqual([]);
});

function nested(levels: number): object {
  return levels === 1 ? {} : { '!': nested(levels - 1) };
}

test.each(['__proto__', '', 'a b', '-a', 'x'.repeat(101)])('refuses the key %j', (key) => {
  expect(pathsOf({}, key)).toHaveLength(1);
});
