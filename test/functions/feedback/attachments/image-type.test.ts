import fc from 'fast-check';
import { imageTypeOf } from '../../../../functions/feedback/attachments/image-type.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [...Buffer.from('RIFF')];
const WEBP = [...Buffer.from('WEBP')];

const bytes = fc.uint8Array({ maxLength: 40 });
const length = fc.uint8Array({ minLength: 4, maxLength: 4 });

test('knows its types by how they begin, whatever follows', () => {
  fc.assert(
    fc.property(bytes, length, (rest, size) => {
      expect(imageTypeOf(Uint8Array.from([...PNG, ...rest]))).toBe('image/png');
      expect(imageTypeOf(Uint8Array.from([...JPEG, ...rest]))).toBe('image/jpeg');
      expect(imageTypeOf(Uint8Array.from([...RIFF, ...size, ...WEBP, ...rest]))).toBe('image/webp');
    }),
  );
});

test('takes nothing for a picture that lacks a byte of its beginning', () => {
  const beginnings = [PNG, JPEG, [...RIFF, 0, 0, 0, 0, ...WEBP]];
  for (const whole of beginnings) {
    for (let count = 0; count < whole.length; count += 1) {
      expect(imageTypeOf(Uint8Array.from(whole.slice(0, count)))).toBeUndefined();
    }
  }
});

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a drawing with scripts', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a program', '\x7fELF'],
  ['a film in the same wrapping', 'RIFF\0\0\0\0AVI '],
  ['a picture of another kind', 'GIF89a'],
  ['a picture that begins late', '\x00\x89PNG\r\n\x1a\n'],
])('takes %s for none of them', (_, content) => {
  expect(imageTypeOf(Buffer.from(content, 'latin1'))).toBeUndefined();
});
