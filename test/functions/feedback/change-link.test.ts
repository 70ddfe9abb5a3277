import fc from 'fast-check';
import { changeLink, isSameChange, linkGroup } from '../../../functions/feedback/change-link.ts';

const SHA = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';

test.each([
  [SHA, SHA],
  [SHA.toUpperCase(), SHA],
  ['a1b2c3d', 'a1b2c3d'],
  ['  a1b2c3d \n', 'a1b2c3d'],
  ['octo/shop#12', 'octo/shop#12'],
  ['https://github.com/octo/shop/pull/12', 'octo/shop#12'],
  ['https://github.com/octo/shop/pull/12/files?w=1#diff', 'octo/shop#12'],
  [`https://github.com/octo/shop/commit/${SHA}`, SHA],
  ['https://github.com/octo/shop/issues/3?x=y', 'https://github.com/octo/shop/issues/3'],
  [
    'https://git.example.com/shop/-/merge_requests/5#note',
    'https://git.example.com/shop/-/merge_requests/5',
  ],
])('%j is the change %s', (text, link) => {
  expect(changeLink(text)).toBe(link);
  expect(changeLink(link)).toBe(link);
});

test.each([
  '',
  'a1b2c3',
  'g1b2c3d',
  'a'.repeat(65),
  'octo/shop#0',
  'octo/shop#',
  'octo#12',
  '-octo/shop#12',
  'octo/shop#1234567890',
  'http://example.com/1',
  'javascript:alert(1)',
  'https://ann:secret@example.com/1',
  'https://example.com/\u202egpj',
  `https://example.com/${'x'.repeat(500)}`,
  'LINK#x',
  '__proto__',
])('%j is no change', (text) => {
  expect(() => changeLink(text)).toThrow('No link');
});

test('one commit has many spellings, and two commits are two', () => {
  expect(isSameChange('a1b2c3d', SHA)).toBe(true);
  expect(isSameChange(SHA, 'a1b2c3d4')).toBe(true);
  expect(isSameChange('a1b2c3d', 'a1b2c3e')).toBe(false);
  expect(isSameChange('octo/shop#1', 'octo/shop#12')).toBe(false);
});

test('whatever is taken is printable, keeps its spelling, and is found with all that are the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), hex()), (text) => {
      const link = linkOrNone(text);
      if (link === undefined) return;
      expect(link).toMatch(/^[\x21-\x7e]+$/);
      expect(changeLink(link)).toBe(link);
    }),
  );
  fc.assert(
    fc.property(hex(), hex(), (one, other) => {
      if (isSameChange(one, other)) expect(linkGroup(one)).toBe(linkGroup(other));
    }),
  );
});

function hex() {
  return fc.string({ unit: fc.constantFrom('a', '0', 'f'), minLength: 7, maxLength: 12 });
}

function linkOrNone(text: string): string | undefined {
  try {
    return changeLink(text);
  } catch {
    return undefined;
  }
}
