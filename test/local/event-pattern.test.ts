import * as fc from 'fast-check';
import { compileEventPattern } from '../../local/event-pattern.ts';

const matches = (pattern: unknown, event: unknown) => compileEventPattern(pattern)(event);

describe('one value', () => {
  test.each<[string, unknown, unknown[], unknown[]]>([
    ['a string', 'a', ['a', ['b', 'a']], ['A', 'ab', 1, null, undefined, [], { a: 'a' }]],
    ['a number', 5, [5, 5.0], ['5', 6]],
    ['null', null, [null], [undefined, '', 0]],
    ['true', true, [true], [false, 'true']],
    ['prefix', { prefix: 'eu-' }, ['eu-west-1', ['us', 'eu-']], ['EU-', 'us-eu-', 5]],
    ['suffix', { suffix: '.png' }, ['a.png', '.png'], ['png', '.PNG']],
    ['any case', { 'equals-ignore-case': 'Alice' }, ['alice', 'ALICE'], ['bob', 5]],
    ['numeric', { numeric: ['>', 0, '<=', 5] }, [0.1, 5], [0, 5.1, '3', null]],
    ['numeric, equal', { numeric: ['=', 3e2] }, [300], [3]],
    ['exists', { exists: true }, ['', null, 0, ['a']], [undefined, [], {}, { a: 1 }]],
    ['absent', { exists: false }, [undefined, [], {}], ['', null, 0]],
    ['anything but', { 'anything-but': ['a', 5] }, ['b', 6, null, ['a', 'b']], ['a', 5, undefined]],
    ['not the prefix', { 'anything-but': { prefix: ['a', 'b'] } }, ['ca', 5], ['ab', 'ba']],
    ['not the suffix', { 'anything-but': { suffix: 'a' } }, ['ab'], ['ba']],
    ['not, any case', { 'anything-but': { 'equals-ignore-case': ['A'] } }, ['b'], ['a', 'A']],
  ])('%s', (_name, entry, passing, failing) => {
    const pattern = { key: [entry] };
    for (const value of passing)
      expect([value, matches(pattern, { key: value })]).toEqual([value, true]);
    for (const value of failing)
      expect([value, matches(pattern, { key: value })]).toEqual([value, false]);
  });
});

describe('a whole pattern', () => {
  test('passes everything when it is empty', () => {
    expect(matches({}, { any: 'thing' })).toBe(true);
  });

  test('needs all keys, and one entry of each list', () => {
    const pattern = { source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM', 'OK'] } } };
    const event = (value: string) => ({ source: 'aws.cloudwatch', detail: { state: { value } } });
    expect(matches(pattern, event('OK'))).toBe(true);
    expect(matches(pattern, event('INSUFFICIENT_DATA'))).toBe(false);
    expect(matches(pattern, { ...event('OK'), source: 'me' })).toBe(false);
  });

  test('needs one of the patterns of $or, beside the other keys', () => {
    const pattern = { a: [1], $or: [{ b: [1] }, { c: { d: [{ exists: true }] } }] };
    expect(matches(pattern, { a: 1, b: 1 })).toBe(true);
    expect(matches(pattern, { a: 1, b: 2, c: { d: 0 } })).toBe(true);
    expect(matches(pattern, { a: 1, b: 2 })).toBe(false);
    expect(matches(pattern, { a: 2, b: 1 })).toBe(false);
  });

  test('asks one element of a list of objects for all keys', () => {
    const pattern = { items: { colour: ['red'], size: [5] } };
    expect(matches(pattern, { items: [{ colour: 'red', size: 5 }] })).toBe(true);
    const split = [
      { colour: 'red', size: 1 },
      { colour: 'blue', size: 5 },
    ];
    expect(matches(pattern, { items: split })).toBe(false);
  });

  test('finds no key in what an object inherits', () => {
    expect(matches({ toString: [{ exists: false }] }, {})).toBe(true);
    expect(matches({ constructor: { name: [{ exists: true }] } }, {})).toBe(false);
  });
});

describe('a pattern that AWS would refuse', () => {
  test.each<[unknown, string]>([
    [{ a: [{ soundex: 'x' }] }, 'event pattern at a: unknown operator "soundex"'],
    [{ a: [{ constructor: 'x' }] }, 'unknown operator "constructor"'],
    [{ a: { b: [{ numeric: ['~', 5] }] } }, 'event pattern at a.b: "numeric" cannot take ["~",5]'],
    [{ a: [{ numeric: [] }] }, '"numeric" cannot take []'],
    [{ a: [{ 'anything-but': { numeric: ['=', 1] } }] }, '"anything-but" cannot take'],
    [{ a: [{ 'anything-but': [] }] }, '"anything-but" cannot take []'],
    [{ a: [{ exists: 'yes' }] }, '"exists" cannot take "yes"'],
    [{ a: [{ prefix: 'a', suffix: 'b' }] }, 'exactly one operator'],
    [{ a: [{}] }, 'exactly one operator'],
    [{ a: [] }, 'event pattern at a: an empty list'],
    [{ a: 'b' }, 'event pattern at a: a pattern is an object or a list'],
    [{ $or: [{}] }, '"$or" needs at least two'],
    ['a', 'event pattern: a pattern is an object'],
  ])('%j', (pattern, message) => {
    expect(() => compileEventPattern(pattern)).toThrow(message);
  });
});

describe('for any pattern', () => {
  const scalar = fc.oneof(
    fc.constantFrom('a', 'ab', 'b', ''),
    fc.constantFrom(0, 1, 2),
    fc.boolean(),
  );
  const event = fc.record(
    { x: scalar, y: fc.array(scalar, { maxLength: 3 }) },
    { requiredKeys: [] },
  );

  /** Each entry beside the rule once more, as plainly as it can be said, of a value that may be absent. */
  type Rule = { entry: unknown; holds: (value: unknown) => boolean };
  const rule: fc.Arbitrary<Rule> = fc.oneof(
    scalar.map((entry) => ({ entry, holds: (value: unknown) => value === entry })),
    fc.constantFrom('a', 'b', '').map((prefix) => ({
      entry: { prefix },
      holds: (value: unknown) => typeof value === 'string' && value.startsWith(prefix),
    })),
    fc.constant({
      entry: { numeric: ['<', 1] },
      holds: (value: unknown) => typeof value === 'number' && value < 1,
    }),
    fc.boolean().map((exists) => ({
      entry: { exists },
      holds: (value: unknown) => exists === (value !== undefined),
    })),
  );
  const rules = fc.array(rule, { minLength: 1, maxLength: 3 });
  const ruleSet = fc.record({ x: rules, y: rules }, { requiredKeys: [] });
  type RuleSet = { readonly x?: Rule[]; readonly y?: Rule[] };
  const entries = (list: Rule[] | undefined) => list?.map(({ entry }) => entry);
  const patternOf = ({ x, y }: RuleSet) => ({
    ...(x && { x: entries(x) }),
    ...(y && { y: entries(y) }),
  });

  test('all keys must pass, any entry suffices, for any value of a list', () => {
    fc.assert(
      fc.property(ruleSet, event, (set, e) => {
        const expected = (['x', 'y'] as const).every((key) => {
          const value: unknown = e[key];
          const values: unknown[] = Array.isArray(value) ? value : [value];
          const candidates = values.length > 0 ? values : [undefined];
          return set[key]?.some(({ holds }) => candidates.some(holds)) ?? true;
        });
        expect(matches(patternOf(set as RuleSet), e)).toBe(expected);
      }),
    );
  });

  test('$or passes exactly when one of its patterns does', () => {
    fc.assert(
      fc.property(ruleSet, ruleSet, event, (oneSet, otherSet, e) => {
        const [one, other] = [patternOf(oneSet as RuleSet), patternOf(otherSet as RuleSet)];
        expect(matches({ $or: [one, other] }, e)).toBe(matches(one, e) || matches(other, e));
      }),
    );
  });

  test('of a single value, anything-but is the opposite of the operator it turns round', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 4 });
    const operator = fc.constantFrom('prefix', 'suffix', 'equals-ignore-case');
    fc.assert(
      fc.property(operator, text, text, (name, operand, value) => {
        const plain = matches({ x: [{ [name]: operand }] }, { x: value });
        expect(matches({ x: [{ 'anything-but': { [name]: operand } }] }, { x: value })).toBe(
          !plain,
        );
      }),
    );
  });
});
