import {
  type StaleEvidence,
  type StaleSign,
  staleToggles,
} from '../../../../functions/toggles/stale/stale-toggles.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const KEY = 'new-checkout';
const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW_MS - days * 86_400_000).toISOString();

const metadata = { owner: 'shop', ticket: 'SHOP-12', expires: '2027-03-01' };
const split = {
  targeting: {
    fractional: [
      ['on', 50],
      ['off', 50],
    ],
  },
};

/** One toggle that was split in half long ago, and is asked for. */
function evidence(difference: Partial<StaleEvidence> = {}, change: Partial<Toggle> = {}) {
  return {
    document: documentOf({ [KEY]: toggle({ metadata, ...split, ...change }) }),
    kills: {},
    lastChanges: new Map([[KEY, daysAgo(45)]]),
    existed: new Set([KEY]),
    served: new Set([KEY]),
    ...difference,
  };
}

function signs(...given: Parameters<typeof evidence>): readonly StaleSign[] {
  return staleToggles(evidence(...given), NOW_MS)[0]?.signs ?? [];
}

test('leaves a toggle alone that is in its time, divides users, and is asked for', () => {
  expect(staleToggles(evidence(), NOW_MS)).toEqual([]);
});

test('says whose it is, and what to do', () => {
  const plain = { targeting: {}, defaultVariant: 'on' };
  expect(staleToggles(evidence({}, plain), NOW_MS)).toEqual([
    {
      key: KEY,
      signs: [{ kind: 'settled', days: 45, says: 'has served on to everybody for 45 days' }],
      owner: 'shop',
      ticket: 'SHOP-12',
      next: 'remove it from the code: afterprod toggles references . new-checkout, then afterprod toggles remove new-checkout',
    },
  ]);
});

test.each<[string, readonly StaleSign[]]>([
  ['2026-11-22', [{ kind: 'expired', days: 1, says: 'was over on 2026-11-22, 1 day ago' }]],
  ['2026-11-01', [{ kind: 'expired', days: 22, says: 'was over on 2026-11-01, 22 days ago' }]],
  ['2026-11-23', []], // its last day
  ['soon', []], // the linter's business
])('a toggle that expires on %s', (expires, expected) => {
  expect(signs({}, { metadata: { ...metadata, expires } })).toEqual(expected);
});

const rule = { in: [{ var: 'email' }, ['ann@example.com']] };

test.each<[string, Partial<Toggle>, string | undefined]>([
  ['no rules', { targeting: {}, defaultVariant: 'off' }, 'off'],
  ['one variant as its rules', { targeting: { fractional: [['on']] } }, 'on'],
  ['its state DISABLED', { state: 'DISABLED' }, 'off'],
  ['rules for some', { targeting: { if: [rule, 'on', 'off'] } }, undefined],
  ['a percentage', split, undefined],
])('a toggle with %s is settled or not', (_, change, variant) => {
  const says = variant && `has served ${variant} to everybody for 45 days`;
  expect(signs({}, change).map((sign) => sign.says)).toEqual(says ? [says] : []);
});

test.each([
  [29.9, 0],
  [30, 1],
])('%d days without a change are %d sign', (days, count) => {
  const lastChanges = new Map([[KEY, daysAgo(days)]]);
  expect(signs({ lastChanges }, { targeting: {} })).toHaveLength(count);
});

test('a kill that nobody lifts settles as well', () => {
  const kill = { variant: 'off', who: 'bob', why: 'it burns', at: daysAgo(45) };
  expect(signs({ kills: { [KEY]: kill } })).toEqual([
    { kind: 'settled', days: 45, says: 'has served off to everybody for 45 days, killed by bob' },
  ]);
});

test('a toggle that nobody asks for is unused', () => {
  const served = new Set(['another']);
  expect(signs({ served })).toEqual([
    { kind: 'unused', days: 30, says: 'was not evaluated for 30 days' },
  ]);
});

test('is not called unused while it is new, or while counting is not known to work', () => {
  expect(signs({ served: new Set(), existed: new Set() })).toEqual([]);
  expect(signs({ served: undefined })).toEqual([]);
});

test('does not call one unused that pages read: what they ask for is not counted', () => {
  const exposed = { metadata: { ...metadata, exposed: 'client' } };
  expect(signs({ served: new Set() }, exposed)).toEqual([]);
});

test('tells all signs of a toggle, and toggles by their names', () => {
  const old = { ...toggle(), metadata: { expires: '2026-11-01' } };
  const document = documentOf({ b: old, a: old, constructor: toggle(split) });
  const lastChanges = new Map(['a', 'b'].map((key) => [key, daysAgo(60)]));
  const existed = new Set(['a', 'b', 'constructor']);
  const found = staleToggles(
    evidence({ document, lastChanges, existed, served: new Set() }),
    NOW_MS,
  );
  expect(found.map(({ key, signs: each }) => [key, ...each.map(({ kind }) => kind)])).toEqual([
    ['a', 'expired', 'settled', 'unused'],
    ['b', 'expired', 'settled', 'unused'],
    ['constructor', 'unused'],
  ]);
  expect(found[0]).not.toHaveProperty('owner');
});
