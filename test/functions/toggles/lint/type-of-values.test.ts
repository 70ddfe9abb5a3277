import { typeOfValues } from '../../../../functions/toggles/lint/type-of-values.ts';

test.each<[string, readonly unknown[]]>([
  ['number', [1, 2.5]],
  ['null | string', ['a', null]],
  ['readonly never[]', [[]]],
  ['readonly (boolean | number)[]', [[1, true, 2]]],
  ['Readonly<Record<string, never>>', [{}]],
  [
    '{ readonly "a": number; readonly "b-c": string }',
    [
      { 'b-c': 'x', a: 1 },
      { a: 2, 'b-c': '' },
    ],
  ],
  ['{ readonly "a": number } | { readonly "b": number }', [{ b: 1 }, { a: 1 }]],
])('%s', (type, values) => {
  expect(typeOfValues(values)).toBe(type);
});

test('what nests endlessly ends', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 50; level += 1) deep = { deep };
  expect(typeOfValues([deep])).toContain('unknown');
});
