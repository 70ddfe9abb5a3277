import fc from 'fast-check';
import { encodedName } from '../../../../functions/feedback/mail/encoded-name.ts';

/** As mail programs read it. */
function read(header: string): string {
  if (header.startsWith('=?')) {
    const words = header.split(' ').map((word) => word.slice('=?UTF-8?B?'.length, -'?='.length));
    return words.map((word) => Buffer.from(word, 'base64').toString()).join('');
  }
  return header.startsWith('"') ? header.slice(1, -1).replace(/\\(.)/g, '$1') : header;
}

test('every name is read as it was meant, and stands in ASCII, in words of at most 75', () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(names, (name) => {
      const header = encodedName(name);
      expect(header).toMatch(/^[ -~]+$/);
      expect(read(header)).toBe(name);
      if (header.startsWith('=?')) {
        expect(header.split(' ').filter((word) => word.length > 75)).toEqual([]);
      }
    }),
  );
});

test.each([
  ['The shop', 'The shop'],
  ['Ann, Bob', '"Ann, Bob"'],
  ['=?UTF-8?Q?x?=', '"=?UTF-8?Q?x?="'],
])('%s becomes %s', (name, header) => {
  expect(encodedName(name)).toBe(header);
});
