import fc from 'fast-check';
import { findDuplicateKey } from '../../../functions/shared/duplicate-key.ts';

test.each<[string, string]>([
  ['{"a":1,"a":2}', '/a'],
  ['{"a" : 1, "\\u0061"\n:2}', '/a'],
  ['{"flags":{"x":{},"y":{},"x":{}}}', '/flags/x'],
  ['[0,{"a":[{"b":1},{"c":1,"c":1}]}]', '/1/a/1/c'],
  ['{"a/b":{"~":1,"~":1}}', '/a~1b/~0'],
  ['{"":1,"":2}', '/'],
  ['{"a\\"":1,"a\\"":2}', '/a"'],
])('finds the key that stands twice in %s', (json, pointer) => {
  expect(findDuplicateKey(json)).toBe(pointer);
});

test.each([
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":1}]',
  '{"a":"{\\"a\\":1,\\"a\\":2}"}',
  '{"a":["a","a:","a"],"b":"a"}',
  '"a"',
  'null',
])('finds none in %s', (json) => {
  expect(findDuplicateKey(json)).toBeUndefined();
});

test('finds none in whatever JSON.stringify writes, and each key that is written twice', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), fc.nat(4), (value, key, indent) => {
      const json = JSON.stringify(value, undefined, indent);
      expect(findDuplicateKey(json)).toBeUndefined();
      const name = JSON.stringify(key);
      const twice = `[${json},{${name}:${json}, ${name}: 1}]`;
      const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
      expect(findDuplicateKey(twice)).toBe(`/1/${step}`);
    }),
  );
});

test('reads a long string and deep nesting without trouble', () => {
  const long = `{"a":"${'x\\n'.repeat(1_000_000)}","b":"${'y'.repeat(4_000_000)}","a":1}`;
  expect(findDuplicateKey(long)).toBe('/a');
  expect(findDuplicateKey('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined();
});
