import fc from 'fast-check';
import { checkJsonPath, valueAt } from '../../../../functions/probes/expectations/json-path.ts';
import type { Json } from '../../../../functions/probes/targets/expectation.ts';

const SHOP: Json = {
  items: [{ price: 5 }, { price: 0 }],
  'a b': { "it's": true, 'say "hi"': null },
  '☺': 'smile',
  $: 'dollar',
};

test.each<[string, Json | undefined]>([
  ['$', SHOP],
  ['$.items[0].price', 5],
  ["$['items'][-1]['price']", 0],
  ['$ .items\n[ 1 ]\t.price', 0],
  ["$['a b']['it\\'s']", true],
  ['$["a b"]["it\'s"]', true],
  ['$["a b"]["say \\"hi\\""]', null],
  ['$["\\u0061 b"]["it\\u0027s"]', true],
  ['$.☺', 'smile'],
  ['$["\\u263a"]', 'smile'],
  ["$['$']", 'dollar'],
  ['$.items[2]', undefined],
  ['$.items[-3]', undefined],
  ['$.items["0"]', undefined],
  ['$.items.length', undefined],
  ["$['a b'][0]", undefined],
  ['$.items[0].price.toFixed', undefined],
  ['$.constructor', undefined],
  ['$.__proto__', undefined],
])('%s', (path, value) => {
  expect(valueAt(SHOP, path)).toEqual(value);
});

test.each([
  ['', 'must begin with $'],
  ['items', 'must begin with $'],
  [' $', 'must begin with $'],
  ['$ ', 'names no single value'],
  ['$.', 'names no single value'],
  ['$.$', 'names no single value'],
  ['$.1', 'names no single value'],
  ['$.*', 'names no single value'],
  ['$..price', 'names no single value'],
  ['$.a-b', 'names no single value'],
  ['$. a', 'names no single value'],
  ['$[*]', 'expected a name in quotes'],
  ['$[?@.a]', 'expected a name in quotes'],
  ['$[a]', 'expected a name in quotes'],
  ['$[]', 'expected a name in quotes'],
  ['$[+1]', 'expected a name in quotes'],
  ['$[9007199254740992]', 'expected a name in quotes'],
  ['$[0:1]', "expected ']'"],
  ['$[0,1]', "expected ']'"],
  ['$[-0]', 'expected a name in quotes'],
  ['$[01]', "expected ']'"],
  ['$[0', "expected ']'"],
  ["$['a", "expected a closing '"],
  ["$['a\\\"']", 'expected \\\', not \\"'],
  ['$["a\\x"]', 'expected a closing "'],
  ['$["\\ud800"]', 'expected a closing "'],
  ['$["\\udc00"]', 'expected a closing "'],
  ['$["\n"]', 'expected a closing "'],
])('%j is no query that names one value', (path, reason) => {
  expect(checkJsonPath(path)).toContain(reason);
  expect(() => valueAt(SHOP, path)).toThrow(reason);
});

/** One way of writing a segment, whatever the name holds. */
const inDouble = (name: string) => `[${JSON.stringify(name)}]`;
const inSingle = (name: string) =>
  `['${JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}']`;
const asCodes = (name: string) =>
  `["${Array.from({ length: name.length }, (_, at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"]`;

test('finds each part of each document, however its name is written', () => {
  const sign = fc.constantFrom(...`ab1 .$[]'"\\/\n\0\x7f\u2028é☺😀`);
  const name = fc.string({ unit: sign, maxLength: 6 });
  const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), name);
  const within = (part: fc.Arbitrary<unknown>) =>
    fc.oneof(fc.array(part, { maxLength: 4 }), fc.dictionary(name, part, { maxKeys: 4 }));
  const json = within(fc.oneof(leaf, within(leaf)));
  const written = fc.constantFrom(inDouble, inSingle, asCodes);
  fc.assert(
    fc.property(json, written, (document, write) => {
      const parts = partsOf(document as Json, write);
      const found = parts.map(([path]) => valueAt(document as Json, path));
      expect(found).toEqual(parts.map(([, part]) => part));
    }),
  );
});

const REFUSED = /must begin with|is no query|names no single value/;

test('what is no query is refused, never guessed at: no text makes it throw anything else', () => {
  const pieces = fc.constantFrom('$', '.', '[', ']', "'", '"', '\\', 'u0061', '0', '-', 'a', ' ');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const reason = checkJsonPath(parts.join(''));
      if (reason !== undefined) expect(reason).toMatch(REFUSED);
    }),
  );
});

function partsOf(value: Json, write: (name: string) => string, path = '$'): [string, Json][] {
  const here: [string, Json] = [path, value];
  if (Array.isArray(value)) {
    const elements: readonly Json[] = value;
    return [here, ...elements.flatMap((part, at) => partsOf(part, write, `${path}[${at}]`))];
  }
  if (typeof value !== 'object' || value === null) return [here];
  return [
    here,
    ...Object.entries(value).flatMap(([name, part]) => partsOf(part, write, path + write(name))),
  ];
}
