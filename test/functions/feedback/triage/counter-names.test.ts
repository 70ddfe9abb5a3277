import * as fc from 'fast-check';
import {
  type Countable,
  knownReleases,
  knownVariants,
} from '../../../../functions/feedback/triage/countable.ts';
import { counterNames } from '../../../../functions/feedback/triage/counter-names.ts';
import { EMPTY_LEDGER, enter, standingOf } from '../../../../functions/releases/ledger.ts';
import type { Mark } from '../../../../functions/releases/mark.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT } from '../../../../functions/toggles/toggle-document.ts';

const toggle: Toggle = {
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
};
const countable: Countable = {
  releases: new Set(['r1', 'r2']),
  variants: knownVariants({ ...EMPTY_DOCUMENT, flags: { 'new-checkout': toggle, search: toggle } }),
};

test('counts by release, and by each variant', () => {
  const toggles = { 'new-checkout': 'on', search: 'off' };
  expect(counterNames({ release: 'r1', toggles }, countable)).toEqual([
    'r1#*',
    'r1#new-checkout:on',
    'r1#search:off',
  ]);
});

test.each([
  ['a toggle', { release: 'r1', toggles: { claimed: 'on' } }, ['r1#*']],
  ['a variant', { release: 'r1', toggles: { search: 'claimed' } }, ['r1#*']],
  ['what each object has', { release: 'r1', toggles: { search: 'toString' } }, ['r1#*']],
  ['a release', { release: 'claimed', toggles: {} }, ['unknown#*']],
  ['no release', { toggles: { search: 'on' } }, ['unknown#*', 'unknown#search:on']],
])('%s that the stage has not is no name of a counter', (_, context, names) => {
  expect(counterNames(context, countable)).toEqual(names);
});

test('whatever many pages claim, there are no more counters than releases and variants, once each', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom('r1', 'r2', 'on', 'off', 'search'));
  const context = fc.record({ release: name, toggles: fc.dictionary(name, name) });
  const all = new Set<string>();
  fc.assert(
    fc.property(context, (claimed) => {
      const names = counterNames(claimed, countable);
      for (const each of names) all.add(each);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
  const [releases, variants] = [3, 4]; // `unknown` is a release, too
  expect(all.size).toBeLessThanOrEqual(releases * (1 + variants));
});

test('before anything was ever read, and without toggles, feedback is counted as a whole', () => {
  const nothing = { releases: new Set<string>(), variants: knownVariants(undefined) };
  const context = { release: 'r1', toggles: { search: 'on' } };
  expect(counterNames(context, nothing)).toEqual(['unknown#*']);
});

test('releases are known that are live, were live, or are on their way', () => {
  const mark = (kind: 'started' | 'live', releaseId: string, minute: number): Mark => ({
    kind,
    releaseId,
    markId: `${kind}-${releaseId}`,
    at: `2026-11-23T09:${minute}:00.000Z`,
  });
  const marks = [mark('live', 'old', 10), mark('live', 'new', 20), mark('started', 'next', 30)];
  const ledger = marks.reduce((so, each) => enter(so, each).ledger, EMPTY_LEDGER);
  expect(knownReleases(standingOf(ledger))).toEqual(new Set(['old', 'new', 'next']));
  expect(knownReleases({ lived: [] })).toEqual(new Set());
});
