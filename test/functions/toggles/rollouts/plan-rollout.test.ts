import {
  planRollout,
  type RolloutRequest,
} from '../../../../functions/toggles/rollouts/plan-rollout.ts';
import type { ToggleNow } from '../../../../functions/toggles/rollouts/rollout-override.ts';
import { guardedToggle, MINUTE_MS, START_MS, toggleAt } from '../../../support/rollout-builders.ts';
import { toggle } from '../../../support/toggle-builders.ts';

const steps = (...percentages: readonly number[]) =>
  percentages.map((percent) => ({ percent, bakeMs: 30 * MINUTE_MS, minExposures: 100 }));

function plan(request: Partial<RolloutRequest> = {}, now: ToggleNow = { toggle: guardedToggle() }) {
  const author = { who: 'ann', why: 'launch' };
  const rest = { key: 'new-checkout', steps: steps(1, 100), author, nowMs: START_MS };
  return planRollout({ ...rest, ...request }, now);
}

test('is about to set its first percentage, and remembers what was served before', () => {
  expect(plan({ steps: steps(25, 100) }, { toggle: toggleAt(5) })).toMatchObject({
    variant: 'on',
    step: 0,
    state: 'running',
    pending: 'percent',
    servedPercent: 5,
    startedBy: 'ann',
    reason: 'step 1 of 2: on to 25 %, started: launch',
  });
});

test('may begin at the percentage that is served, and end below a hundred', () => {
  expect(plan({ steps: steps(5, 50) }, { toggle: toggleAt(5) }).servedPercent).toBe(5);
});

test('rolls out any variant', () => {
  const variants = { red: 'r', blue: 'b' };
  const coloured = guardedToggle({ variants, defaultVariant: 'red' });
  expect(plan({ variant: 'blue' }, { toggle: coloured })).toMatchObject({
    variant: 'blue',
    servedPercent: 0,
  });
  expect(() => plan({}, { toggle: coloured })).toThrow('name one of red, blue');
});

const kill = { variant: 'off', who: 'bob', why: 'it burns', at: '2026-11-23T09:00:00.000Z' };
const rulesAlone = guardedToggle({ targeting: { custom: [1] } });
const fine = { percent: 5, bakeMs: MINUTE_MS, minExposures: 1 };

test.each<[string, Partial<RolloutRequest>, ToggleNow | undefined, string]>([
  [
    'a toggle that no alarm guards',
    {},
    { toggle: toggle() },
    'in its guardedBy, e.g. afterprod toggles describe new-checkout --guarded-by probe',
  ],
  [
    'names that are blank',
    {},
    { toggle: toggle({ metadata: { guardedBy: ' ,' } }) },
    'No alarm guards',
  ],
  ['a toggle that is not there', {}, {}, "no toggle 'new-checkout'"],
  ['a killed one', {}, { toggle: guardedToggle(), kill }, 'restore new-checkout first'],
  ['a disabled one', {}, { toggle: guardedToggle({ state: 'DISABLED' }) }, 'new-checkout 0%'],
  ['rules of another shape', {}, { toggle: rulesAlone }, 'end in no percentage'],
  ['a variant that is not there', { variant: 'toString' }, undefined, 'use one of on, off'],
  ['a plan without steps', { steps: [] }, undefined, '1 to 20 steps'],
  ['a plan that is too long', { steps: Array(21).fill(fine) }, undefined, '1 to 20 steps'],
  ['a plan that begins below', {}, { toggle: toggleAt(5) }, 'serves 5 % already'],
  ['steps that do not rise', { steps: steps(5, 5) }, undefined, '5 % comes after 5 %'],
  ['a percentage of zero', { steps: steps(0, 5) }, undefined, 'not 0'],
  ['one above a hundred', { steps: steps(5, 101) }, undefined, 'not 101'],
  ['a broken one', { steps: steps(0.5) }, undefined, 'not 0.5'],
  ['a bake that is too short', { steps: [{ ...fine, bakeMs: 59_999 }] }, undefined, 'a minute'],
  ['one that is too long', { steps: [{ ...fine, bakeMs: 15 * 86_400_000 }] }, undefined, '14 days'],
  ['no exposures at all', { steps: [{ ...fine, minExposures: 0 }] }, undefined, 'not 0'],
])('refuses %s, with the fix', (_, request, now, message) => {
  expect(() => plan(request, now)).toThrow(message);
});
