import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { judge } from '../../../../functions/probes/expectations/judge.ts';
import { valuePasses } from '../../../../functions/probes/expectations/value-test.ts';
import type { Expectation, Json } from '../../../../functions/probes/targets/expectation.ts';
import { UNPRINTABLE } from '../../../../functions/shared/unprintable.ts';
import { seenAnswer } from '../../../support/seen-answer.ts';

const json = fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value)));

/** Text as servers send it that mean harm. */
const hostile = fc.string({
  unit: fc.constantFrom(...`a1 "'{}[]:,\\\n\t\0\x1b\x9b\u2028\u202e\ud800é😀`, 'token=', 'status'),
  maxLength: 200,
});

const expectations: readonly Expectation[] = [
  { on: 'status', ranges: [[200, 299]] },
  { on: 'header', name: 'x-a', is: { matches: '^a+$' } },
  { on: 'body', is: { contains: 'all is well' } },
  { on: 'json', path: '$.a[0]', is: { above: 3 } },
  { on: 'certificate', atLeastDays: 7 },
];

test('whatever an answer holds, its verdict is one short printable line', () => {
  const answer = fc.record({
    status: fc.integer({ min: 100, max: 999 }),
    body: fc.oneof(hostile, fc.json(), fc.uint8Array({ maxLength: 50 })),
    header: hostile,
    type: fc.constantFrom('application/health+json', 'text/html'),
  });
  const some = fc.subarray([...expectations]);
  fc.assert(
    fc.property(answer, some, ({ status, body, header, type }, expected) => {
      const seen = seenAnswer({ status, body, headers: { 'x-a': header, 'content-type': type } });
      const { outcome, sentence } = judge(seen, expected, { isLatencyTrusted: true });
      expect(['up', 'degraded', 'down']).toContain(outcome);
      expect(sentence).not.toBe('');
      expect(sentence.replace(UNPRINTABLE, '')).toBe(sentence);
      expect(sentence.length).toBeLessThan(400);
    }),
  );
});

test('more that is expected never makes an answer better', () => {
  const rank = { up: 0, degraded: 1, down: 2 };
  const some = fc.subarray([...expectations]);
  fc.assert(
    fc.property(some, some, fc.json(), fc.boolean(), (few, more, body, isLatencyTrusted) => {
      const seen = seenAnswer({ body });
      const outcomeOf = (expected: readonly Expectation[]) =>
        rank[judge(seen, expected, { isLatencyTrusted }).outcome];
      expect(outcomeOf([...few, ...more])).toBe(Math.max(outcomeOf(few), outcomeOf(more)));
    }),
  );
});

test('equal means equal as JSON, whatever the order of members', () => {
  const members = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(0, 1, null), {
    noNullPrototype: true,
  });
  const pair = fc.oneof(
    fc.tuple(json, json),
    fc.tuple(members, members),
    json.map((value): [Json, Json] => [value, reversed(value)]),
  );
  fc.assert(
    fc.property(pair, ([expected, value]) => {
      const isSame = isDeepStrictEqual(expected, value);
      expect(valuePasses({ equals: expected }, value)).toBe(isSame);
      expect(valuePasses({ differs: expected }, value)).toBe(!isSame);
      expect(valuePasses({ oneOf: [expected] }, value)).toBe(isSame);
      expect(valuePasses({ contains: expected }, [null, value])).toBe(isSame || expected === null);
    }),
  );
});

test('numbers compare as numbers; what is none is neither above nor below', () => {
  const small = fc.integer({ min: -3, max: 3 });
  fc.assert(
    fc.property(small, small, (limit, value) => {
      const passes = [{ above: limit }, { atMost: limit }, { below: limit }, { atLeast: limit }];
      expect(passes.map((is) => valuePasses(is, value))).toEqual([
        value > limit,
        value <= limit,
        value < limit,
        value >= limit,
      ]);
      expect(passes.map((is) => valuePasses(is, String(value)))).toEqual(Array(4).fill(false));
    }),
  );
});

test('a part of a text is in it, an element is in its list, and a number is in neither', () => {
  expect(valuePasses({ contains: 'b' }, 'abc')).toBe(true);
  expect(valuePasses({ contains: 'b' }, ['abc'])).toBe(false);
  expect(valuePasses({ contains: 1 }, '123')).toBe(false);
  expect(valuePasses({ contains: 'a' }, { a: 1 })).toBe(false);
  expect(valuePasses({ matches: '1' }, 1)).toBe(false);
  expect(valuePasses({ matches: 'b' }, 'abc')).toBe(true);
});

test('null is a value; a value that is missing differs from all and passes nothing else', () => {
  expect(valuePasses({ exists: true }, null)).toBe(true);
  expect(valuePasses({ equals: null }, undefined)).toBe(false);
  expect(valuePasses({ differs: null }, undefined)).toBe(true);
  expect(valuePasses({ exists: false }, undefined)).toBe(true);
  expect(valuePasses({ atMost: 1 }, undefined)).toBe(false);
});

function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
