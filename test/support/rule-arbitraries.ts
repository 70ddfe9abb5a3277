import * as fc from 'fast-check';

/** Attributes by the type that users have them in; some lack all of them. */
export const users: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    targetingKey: fc.string({ minLength: 1 }),
    email: fc.string(),
    version: fc.constantFrom('1.0.0', '2.3.4-beta', 'none'),
    age: fc.integer(),
    groups: fc.array(fc.string()),
    staff: fc.boolean(),
  },
  { requiredKeys: [] },
);

const VARIANTS = ['on', 'off', 'true', 'false'] as const;

/** How many arguments each operator is given. */
const ARITIES: readonly (readonly [string, number])[] = [
  ...['if', 'reduce', 'sem_ver', 'substr', '<', 'and'].map((name) => [name, 3] as const),
  ...['==', '!=', '===', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'].map(pair),
  ...['max', 'min', 'in', 'cat', 'merge', 'map', 'filter', 'all', 'some', 'none'].map(pair),
  ...['or', 'and', 'if', 'starts_with', 'fractional', 'missing_some', 'throw'].map(pair),
  ...['!', '!!', 'missing', 'var', 'fractional', 'max'].map((name) => [name, 1] as const),
];

function pair(name: string): readonly [string, number] {
  return [name, 2];
}

/** Any tree of operators, with mostly the right number of arguments, and arguments of any type. */
export const wildRules: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(...VARIANTS, 'x', '1.2.3', '=', '^'),
    fc.integer({ min: -2, max: 101 }),
    fc.constantFrom(null, true, false, 0.5),
    fc.constantFrom('email', 'age', 'groups', 'missing', '$flagd.timestamp').map(varOf),
    fc.constantFrom({}, { $ref: 'beta' }, { $ref: 'nobody' }, [], ['on', 100]),
  ),
  operator: fc
    .tuple(fc.constantFrom(...ARITIES), fc.array(tie('any'), { minLength: 4, maxLength: 4 }))
    .map(([[name, count], args]) => ({ [name]: args.slice(0, count) })),
  any: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('operator'), tie('operator')),
})).operator;

/** Rules that say what they mean: attributes of the right types, variants that exist. */
export const soundRules: fc.Arbitrary<object> = fc.letrec<Sound>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.string().map((text) => ({ '==': [varOf('email'), text] })),
    fc.string().map((text) => ({ starts_with: [varOf('email'), text] })),
    fc.array(fc.string()).map((texts) => ({ in: [varOf('email'), texts] })),
    fc.integer().map((age) => ({ '<': [18, varOf('age'), age] })),
    fc.integer().map((age) => ({ '>=': [{ '+': [varOf('age'), 1] }, age] })),
    fc.integer({ min: 0 }).map((from) => ({ '>=': [varOf('$flagd.timestamp'), from] })),
    fc.constantFrom<object[]>(
      { sem_ver: [varOf('version'), '>=', '1.2.0'] },
      { some: [varOf('groups'), { '==': [{ var: '' }, 'beta'] }] },
      { in: [{ substr: [{ var: ['email', ''] }, 0, 3] }, ['ann', 'bob']] },
      { '!': [{ missing: ['email', 'age'] }] },
      { '==': [varOf('staff'), true] },
      { $ref: 'beta' },
    ),
    fc.tuple(tie('condition'), tie('condition')).map((both) => ({ and: both })),
    fc.tuple(tie('condition'), tie('condition')).map((both) => ({ or: both })),
    tie('condition').map((condition) => ({ '!': [condition] })),
  ),
  branch: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('on', 'off', null).map((branch): Branch => branch),
    fc.integer({ min: 0, max: 100 }).map((percent): Branch => splitAt(percent)),
    tie('rule').map((rule): Branch => rule as object),
  ),
  rule: fc
    .tuple(tie('condition'), tie('branch'), fc.option(tie('branch'), { nil: undefined }))
    .map(([condition, yes, no]) => ({ if: [condition, yes, ...(no === undefined ? [] : [no])] })),
})).rule;

type Branch = string | object | null;

interface Sound {
  condition: object;
  branch: Branch;
  rule: object;
}

function splitAt(percent: number): object {
  return {
    fractional: [
      ['on', percent],
      ['off', 100 - percent],
    ],
  };
}

function varOf(name: string): object {
  return { var: name };
}
