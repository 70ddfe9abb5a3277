import { InvalidArgumentError } from 'commander';
import * as fc from 'fast-check';
import { expiryInWords, expiryOf } from '../../../cli/toggles/expiry.ts';
import { exposuresInWords, exposuresOf } from '../../../cli/toggles/exposures.ts';
import { factsOf, parsedExpires } from '../../../cli/toggles/fact-options.ts';
import { ruleInWords } from '../../../cli/toggles/rule-words.ts';
import { addValue, namedVariants } from '../../../cli/toggles/variant-options.ts';
import { writtenDocument } from '../../../cli/toggles/written-document.ts';
import { MemoryExposureStore } from '../../../functions/toggles/exposures/memory-exposure-store.ts';
import { parseDocument } from '../../../functions/toggles/lint/parse-document.ts';
import { documentOf, toggle } from '../../support/toggle-builders.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('a rule', () => {
  test.each<[unknown, readonly string[]]>([
    [
      {
        fractional: [
          ['on', 25],
          ['off', 75],
        ],
      },
      ['on 25 %, off 75 %'],
    ],
    [
      { fractional: [{ var: 'company' }, ['on', 1], ['off', 3]] },
      ['on 25 %, off 75 %, users spread by company'],
    ],
    [{ if: [{ $ref: 'beta' }, 'on', 'off'] }, ['if in segment "beta": on', 'else: off']],
    [
      { if: [{ '==': [{ var: 'plan' }, 'pro'] }, 'on'] },
      ['if plan is "pro": on', 'else: the default'],
    ],
    [
      {
        if: [
          { ends_with: [{ var: 'email' }, '@x.com'] },
          'on',
          { if: [{ '!': { in: [{ var: 'c' }, ['de', 'at']] } }, 'off', null] },
        ],
      },
      ['if email ends with "@x.com": on', 'if not c in ["de","at"]: off', 'else: the default'],
    ],
    [
      { if: [{ '>=': [{ var: '$flagd.timestamp' }, 1796029200] }, 'on'] },
      ['if the time >= 2026-11-30T09:00:00Z: on', 'else: the default'],
    ],
    [
      {
        if: [
          { and: [{ '<': [18, { var: 'age' }, 65] }, { or: [{ var: 'a' }, { var: 'b' }] }] },
          'on',
        ],
      },
      ['if 18 < age < 65 and (a or b): on', 'else: the default'],
    ],
    [{ sem_ver: [{ var: 'v' }, '>=', '1.2.0'] }, ['{"sem_ver":[{"var":"v"},">=","1.2.0"]}']],
  ])('%j', (rule, lines) => {
    expect(ruleInWords(rule)).toEqual(lines);
  });

  test('whatever it is, it has words', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        for (const rule of [one, { if: [one, 'on', other] }, { fractional: [one, other] }]) {
          expect(ruleInWords(rule).length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

test.each([
  ['2026-11-22', 'past', '2026-11-22 (past)'],
  ['2026-11-23', 'soon', '2026-11-23 (soon)'],
  ['2026-12-07', 'soon', '2026-12-07 (soon)'],
  ['2026-12-08', 'ahead', '2026-12-08'],
  ['soon', 'unknown', ''],
  [undefined, 'unknown', ''],
])('the last day %s is %s', (expires, expiry, words) => {
  expect(expiryOf(expires, NOW)).toBe(expiry);
  expect(expiryInWords(expires, NOW)).toBe(words);
});

describe('exposures of a day', () => {
  test('by variant, with their shares; only of the last 24 hours', async () => {
    const store = new MemoryExposureStore(() => NOW);
    const count = { release: 'r1', key: 'a', variant: 'on', count: 1 };
    await store.add([
      { ...count, hour: '2026-11-23T11' },
      { ...count, hour: '2026-11-23T12', release: 'r2', count: 2 },
      { ...count, hour: '2026-11-22T12', variant: 'off', count: 9 },
      { ...count, hour: '2026-11-22T11', count: 100 },
      { ...count, hour: '2026-11-23T11', key: 'b', count: 100 },
    ]);
    const exposures = await exposuresOf(store, 'a', NOW);
    expect(exposures).toEqual({ variants: { on: 3, off: 9 } });
    expect(exposuresInWords(exposures)).toBe('off 9 (75 %), on 3 (25 %)');
  });

  test('none, and none that can be read', async () => {
    expect(exposuresInWords({ variants: {} })).toBe('never');
    const read = () => Promise.reject(new Error('no'));
    expect(exposuresInWords(await exposuresOf({ read }, 'a', NOW))).toBe('unknown: no');
  });
});

describe('facts', () => {
  test('what is not given stays, what is taken away is null', () => {
    expect(factsOf({ owner: 'shop', exposed: false, ticket: false }, NOW)).toEqual({
      owner: 'shop',
      exposed: null,
      ticket: null,
    });
    expect(factsOf({ exposed: true }, NOW)).toEqual({ exposed: 'client' });
  });

  test.each([
    ['2027-03-01', '2027-03-01'],
    ['8w', '2027-01-18'],
    ['1d', '2026-11-24'],
  ])('--expires %s is %s', (given, day) => {
    expect(factsOf({ expires: parsedExpires(given) }, NOW)).toEqual({ expires: day });
  });

  test.each(['tomorrow', '1.3.2027', '8', ''])('--expires %j is wrong use', (given) => {
    expect(() => parsedExpires(given)).toThrow(InvalidArgumentError);
  });
});

describe('variants', () => {
  test.each([
    ['on,off', { on: true, off: false }],
    ['off', { off: false }],
    ['small, large', { small: 'small', large: 'large' }],
  ])('--variants %s', (given, variants) => {
    expect(namedVariants(given)).toEqual(variants);
  });

  test.each(['', 'a,', 'a,a'])('--variants %j is wrong use', (given) => {
    expect(() => namedVariants(given)).toThrow(InvalidArgumentError);
  });

  test.each([
    ['a=10', 10],
    ['a=true', true],
    ['a=text', 'text'],
    ['a="10"', '10'],
    ['a={"b":[1]}', { b: [1] }],
    ['a=null', 'null'],
    ['a=', ''],
    ['a=b=c', 'b=c'],
  ])('--value %s', (given, value) => {
    expect(addValue(given)).toEqual({ a: value });
  });

  test.each(['a', '=1'])('--value %j is wrong use', (given) => {
    expect(() => addValue(given)).toThrow(InvalidArgumentError);
  });

  test('a variant may have any name, once', () => {
    expect(Object.keys(addValue('__proto__=1', { a: 1 }))).toEqual(['a', '__proto__']);
    expect(() => addValue('a=1', { a: 2 })).toThrow(InvalidArgumentError);
  });
});

test('what is exported can be imported, whatever order it was stored in', () => {
  const keys = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/), {
    maxLength: 8,
  });
  const special = fc.constantFrom([], ['constructor'], ['toString', 'valueOf']);
  fc.assert(
    fc.property(keys, special, (names, more) => {
      const all = [...new Set([...names, ...more])];
      const document = documentOf(Object.fromEntries(all.map((key) => [key, toggle()])));
      const reversed = documentOf(Object.fromEntries(all.reverse().map((key) => [key, toggle()])));
      const text = JSON.stringify(writtenDocument(document));
      expect(JSON.stringify(writtenDocument(reversed))).toBe(text);
      expect(parseDocument(JSON.parse(text))).toEqual(document);
    }),
  );
});
