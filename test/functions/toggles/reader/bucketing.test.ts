import { FeatureFlag } from '@openfeature/flagd-core';
import { evaluate } from '../../../../functions/toggles/reader/evaluate.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { BUCKETING } from '../../../../functions/toggles/toggle-document.ts';
import { snapshotOf, toggle } from '../../../support/toggle-builders.ts';

/** Each in another bucket by what differs: case, spaces, length, marks, characters of two code units, half of one. */
const USERS = [
  ...['user-0', 'user-1', 'user-2', 'user-3', 'ann@example.com', 'bob@example.com', 'ann', 'Ann'],
  ...[
    'ann ',
    '42',
    'd3b07384-d113-4ec6-a5d9-1f2c3b4a5d6e',
    'Ünïcödé',
    '名前',
    '👩‍💻',
    'a\u0301',
    'á',
  ],
  ...['\ud800', 'x'.repeat(1_000)],
];

const quarter = shares(['on', 25], ['off', 75]);

/** Key, rule, and what each of the users gets. */
const VECTORS: readonly (readonly [string, object, string])[] = [
  [
    'new-checkout',
    quarter,
    'off off on off off off off on off off off off off off off off off off',
  ],
  ['toString', quarter, 'off off on off on off off off off on off on off on off off off on'],
  ['three', shares(['a', 33], ['b', 33], ['c', 34]), 'a c b c a b b b b c a a a c b c a c'],
  [
    'by-company',
    { fractional: [{ var: 'company' }, ['on', 50], ['off', 50]] },
    'on off off on off on on on on off off off on on off on on on',
  ],
];

const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

// Of ASCII, an implementation of MurmurHash3 of its own gives the same; of other text, flagd in other languages may not.
// Another answer here means that users change their buckets: that needs a new BUCKETING, and a migration.
test.each(VECTORS)('keeps every user of %s in the bucket they had', (key, targeting, expected) => {
  const it = madeToggle(targeting);
  const flag = new FeatureFlag(key, it as never, SILENT);
  const byCore = USERS.map((user) => flag.evaluate(contextOf(user)).variant).join(' ');
  const byUs = variantsOf(key, it, USERS).join(' ');
  expect({ bucketing: BUCKETING, byCore, byUs }).toEqual({
    bucketing: 'flagd-core-4',
    byCore: expected,
    byUs: expected,
  });
});

test('keeps those who are in half a percent', () => {
  const it = madeToggle(shares(['on', 50], ['off', 9_950]));
  const on = usersOn('fine', it, many(2_000));
  const known = [339, 546, 567, 687, 970, 1089, 1107, 1113, 1192].map((n) => `user-${n}`);
  expect(on).toEqual(known);
});

test('a share in hundredths of a percent is the same users as in percent', () => {
  const fine = madeToggle(shares(['on', 2_500], ['off', 7_500]));
  const coarse = madeToggle(quarter);
  const users = many(2_000);
  expect(variantsOf('it', fine, users)).toEqual(variantsOf('it', coarse, users));
});

test('serves a percentage within a percent over many users', () => {
  const it = madeToggle(quarter);
  const users = many(20_000);
  const share = usersOn('it', it, users).length / users.length;
  expect(share).toBeGreaterThan(0.24);
  expect(share).toBeLessThan(0.26);
});

test('puts a user into one bucket for one toggle and into another for the next', () => {
  const it = madeToggle(shares(['on', 50], ['off', 50]));
  const users = many(1_000);
  const two = new Set(usersOn('two', it, users));
  const both = usersOn('one', it, users).filter((user) => two.has(user));
  expect(both.length).toBeGreaterThan(200);
  expect(both.length).toBeLessThan(300);
});

function madeToggle(targeting: object): Toggle {
  return toggle({ variants: { on: 1, off: 2, a: 3, b: 4, c: 5 }, targeting });
}

function shares(...buckets: [string, number][]): object {
  return { fractional: buckets };
}

function contextOf(user: string) {
  return { targetingKey: user, company: user };
}

function variantsOf(key: string, it: Toggle, users: readonly string[]): string[] {
  const snapshot = snapshotOf({ [key]: it });
  return users.map((user) => {
    const resolution = evaluate(snapshot, key, contextOf(user));
    return 'variant' in resolution ? resolution.variant : resolution.errorCode;
  });
}

function usersOn(key: string, it: Toggle, users: readonly string[]): string[] {
  const variants = variantsOf(key, it, users);
  return users.filter((_, index) => variants[index] === 'on');
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `user-${n}`);
}
