import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { parseExpectation } from '../../../../functions/probes/expectations/parse-expectation.ts';
import { printExpectation } from '../../../../functions/probes/expectations/print-expectation.ts';
import type {
  Expectation,
  TextTest,
  ValueTest,
} from '../../../../functions/probes/targets/expectation.ts';

test.each<[string, Expectation]>([
  ['status 200-299', { on: 'status', ranges: [[200, 299]] }],
  ['status 200, 301–308', { on: 'status', ranges: [[200, 200], [301, 308]] }], // biome-ignore format: one line
  ['header Content-Type contains json', { on: 'header', name: 'content-type', is: { contains: 'json' } }], // biome-ignore format: one line
  ['header etag exists', { on: 'header', name: 'etag', is: { exists: true } }],
  ['header server missing', { on: 'header', name: 'server', is: { exists: false } }],
  ['body contains all is ok', { on: 'body', is: { contains: 'all is ok' } }],
  ['body excludes " error "', { on: 'body', is: { excludes: ' error ' } }],
  ['body equals "\\"\\n"', { on: 'body', is: { equals: '"\n' } }],
  ['body matches ^ok', { on: 'body', is: { matches: '^ok' } }],
  ['json $.status = "ok"', { on: 'json', path: '$.status', is: { equals: 'ok' } }],
  ['json $.queue<=10', { on: 'json', path: '$.queue', is: { atMost: 10 } }],
  ["json $['a b'][-1] != null", { on: 'json', path: "$['a b'][-1]", is: { differs: null } }],
  ['json $ in [1, "a"]', { on: 'json', path: '$', is: { oneOf: [1, 'a'] } }],
  ['json $.a contains {"b": []}', { on: 'json', path: '$.a', is: { contains: { b: [] } } }],
  ['json $.a matches "^a "', { on: 'json', path: '$.a', is: { matches: '^a ' } }],
  ['json $.a missing', { on: 'json', path: '$.a', is: { exists: false } }],
  [' certificate 14d ', { on: 'certificate', atLeastDays: 14 }],
  ['headers within 300ms', { on: 'headersWithin', ms: 300 }],
  ['total within 2s', { on: 'totalWithin', ms: 2000 }],
  ['record equals 10 mail.example.com', { on: 'record', is: { equals: '10 mail.example.com' } }],
])('%s', (text, expectation) => {
  expect(parseExpectation(text)).toEqual(expectation);
});

test.each([
  ['', 'begin it with status, header, body, json, certificate, headers, total, record'],
  ['state 200', 'begin it with'],
  ['status', 'is no status from 100 to 599'],
  ['status 299-200', "'299-200' is no status"],
  ['status 600', "'600' is no status"],
  ['status 2xx', "'2xx' is no status"],
  ['header etag', "write a header's name and what it is"],
  ['header a b: contains c', "'b: contains c' must be exists"],
  ['body', "'' must be exists, missing"],
  ['body contains', "'contains' must be exists"],
  ['body contains "a', 'is no text in quotes'],
  ['body contains "a" b', 'is no text in quotes'],
  ['body matches (', 'missing closing )'],
  ['json status = 1', 'must begin with $'],
  ['json $.a[ = 1', 'expected a name in quotes'],
  ['json $.a', 'after the path stands one of'],
  ['json $.a..b = 1', 'after the path stands one of'],
  ['json $.a == 1', 'after the path stands one of'],
  ['json $.a = ok', 'a text stands in quotes: "ok"'],
  ['json $.a < "1"', '"1" is no number'],
  ['json $.a in 1', 'is no list with values'],
  ['json $.a in []', 'is no list with values'],
  ['json $.a matches (?=a)', 'no look-around'],
  ['certificate 14', 'write whole days'],
  ['certificate 1.5d', 'write whole days'],
  ['headers within 300', 'write a time'],
  ['total 2s', 'write a time'],
])('%j is refused, with what to write', (text, reason) => {
  expect(() => parseExpectation(text)).toThrow(`'${text}' is no expectation: `);
  expect(() => parseExpectation(text)).toThrow(reason);
});

const sign = fc.constantFrom(...`ab1 .$[]'"\\\n\0\x7f\u2028\u202eé☺😀`);
const anyText = fc.string({ unit: sign, maxLength: 6 });
const pattern = fc.constantFrom('^ok', 'a b ', '"', '\\d+$', 'x"y', ' ', '(?i)é');
const textTest: fc.Arbitrary<TextTest> = fc.oneof(
  fc.record({ equals: anyText }),
  fc.record({ contains: anyText }),
  fc.record({ excludes: anyText }),
  fc.record({ matches: pattern }),
  fc.record({ exists: fc.boolean() }),
);
const number = fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0); // no -0: JSON has none
const json = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text));
const valueTest: fc.Arbitrary<ValueTest> = fc.oneof(
  ...(['equals', 'differs', 'contains'] as const).map((key) =>
    json.map((value) => ({ [key]: value }) as unknown as ValueTest),
  ),
  ...(['above', 'atLeast', 'below', 'atMost'] as const).map((key) =>
    number.map((value) => ({ [key]: value }) as unknown as ValueTest),
  ),
  fc.array(json, { minLength: 1, maxLength: 3 }).map((oneOf) => ({ oneOf })),
  fc.record({ matches: pattern }),
  fc.record({ exists: fc.boolean() }),
);
const range = fc
  .tuple(fc.integer({ min: 100, max: 599 }), fc.integer({ min: 100, max: 599 }))
  .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const query = fc.constantFrom('$', '$.a', "$['a b'][0]", '$["]"]', '$ .a [ -1 ]');
const ms = fc.integer({ min: 1, max: 120_000 });
const expectation: fc.Arbitrary<Expectation> = fc.oneof(
  fc.record({
    on: fc.constant('status' as const),
    ranges: fc.array(range, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    on: fc.constant('header' as const),
    name: fc.constantFrom('etag', 'x-a_b'),
    is: textTest,
  }),
  fc.record({ on: fc.constantFrom('body' as const, 'record' as const), is: textTest }),
  fc.record({ on: fc.constant('json' as const), path: query, is: valueTest }),
  fc.record({
    on: fc.constant('certificate' as const),
    atLeastDays: fc.integer({ min: 0, max: 9999 }),
  }),
  fc.record({ on: fc.constantFrom('headersWithin' as const, 'totalWithin' as const), ms }),
);

test('what is printed is read as the same again', () => {
  fc.assert(
    fc.property(expectation, (one) => {
      expect(parseExpectation(printExpectation(one))).toEqual(one);
    }),
    { numRuns: 500 },
  );
});

test('what docs/probes.md shows for --expect are expectations, of every kind', () => {
  const page = readFileSync(path.join(__dirname, '../../../../docs/probes.md'), 'utf8');
  const [, rows = ''] = /^\| `--expect` \|.*\n\|---.*\n((?:\|.*\n)+)/m.exec(page) ?? [];
  const examples = rows
    .split('\n')
    .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`(.+?)`/g)]);
  const kinds = examples.map(([, example = '']) => parseExpectation(example).on);
  expect(new Set(kinds).size).toBe(8);
});
