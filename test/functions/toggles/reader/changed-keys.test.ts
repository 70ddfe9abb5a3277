import fc from 'fast-check';
import { changedKeys } from '../../../../functions/toggles/reader/changed-keys.ts';
import { evaluate } from '../../../../functions/toggles/reader/evaluate.ts';
import { snapshotOf, toggle } from '../../../support/toggle-builders.ts';

const on = toggle({ defaultVariant: 'on' });
const targeted = toggle({ targeting: { if: [{ $ref: 'beta' }, 'on', null] } });
const kill = (variant: string) => ({ variant, who: 'ann', why: 'burns', at: '2026-11-23T09:00Z' });

test('names what was made, edited and removed', () => {
  const before = snapshotOf({ same: on, edited: on, removed: on });
  const after = snapshotOf({ same: on, edited: toggle(), made: on });
  expect(changedKeys(before, after)).toEqual(['edited', 'removed', 'made']);
});

test('names what was killed, killed otherwise and restored', () => {
  const flags = { a: on, b: on, c: on, d: on };
  const before = snapshotOf(flags, { kills: { a: kill('off'), b: kill('off'), d: kill('off') } });
  const after = snapshotOf(flags, { kills: { b: kill('on'), c: kill('off'), d: kill('off') } });
  expect(changedKeys(before, after)).toEqual(['a', 'b', 'c']);
});

test('names every toggle with a rule when segments were edited', () => {
  const flags = { on, targeted };
  const before = snapshotOf(flags, { $evaluators: { beta: { '==': [{ var: 'plan' }, 'beta'] } } });
  const after = snapshotOf(flags, { $evaluators: { beta: true } });
  expect(changedKeys(before, after)).toEqual(['targeted']);
});

test('does not name a toggle of which only facts for people were edited', () => {
  const before = snapshotOf({ on });
  const after = snapshotOf({ on: toggle({ ...on, metadata: { ticket: 'SHOP-7' } }) });
  expect(changedKeys(before, after)).toEqual([]);
});

test('names each toggle that answers differently', () => {
  const one = fc.constantFrom(on, toggle(), targeted, toggle({ state: 'DISABLED' }));
  const flags = fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'toString'), one);
  const kills = fc.dictionary(fc.constantFrom('a', 'toString'), fc.constant(kill('off')));
  const segments = fc.record({ beta: fc.boolean() });
  const snapshot = fc
    .tuple(flags, kills, segments)
    .map(([made, held, $evaluators]) => snapshotOf(made, { kills: held, $evaluators }));
  fc.assert(
    fc.property(snapshot, snapshot, (before, after) => {
      const differing = ['a', 'b', '__proto__', 'toString'].filter((key) => {
        const answers = [before, after].map((held) => evaluate(held, key, { targetingKey: 'u' }));
        return JSON.stringify(answers[0]) !== JSON.stringify(answers[1]);
      });
      expect(changedKeys(before, after)).toEqual(expect.arrayContaining(differing));
    }),
  );
});
