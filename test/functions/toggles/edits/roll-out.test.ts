import { FeatureFlag } from '@openfeature/flagd-core';
import * as fc from 'fast-check';
import { enableToggle } from '../../../../functions/toggles/edits/enable-toggle.ts';
import { rollOut } from '../../../../functions/toggles/edits/roll-out.ts';
import { rolloutPercent } from '../../../../functions/toggles/rollouts/rollout-percent.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const beta = { in: [{ var: 'email' }, ['ann@example.com']] };

function rolledOut(difference: Partial<Toggle>, percent: number, variant?: string): Toggle {
  const { document } = rollOut(documentOf({ it: toggle(difference) }), 'it', percent, variant);
  return document.flags['it'] ?? toggle();
}

function split(...buckets: [string, number][]): object {
  return { fractional: buckets };
}

test('serves a share of all users, and the others what they had', () => {
  expect(rolledOut({}, 25)).toMatchObject({
    defaultVariant: 'off',
    targeting: split(['on', 25], ['off', 75]),
  });
});

test('counts in hundredths of a percent where whole ones do not do', () => {
  const { targeting } = rolledOut({}, 0.5);
  expect(targeting).toEqual(split(['on', 50], ['off', 9_950]));
  expect(rolledOut({ targeting: targeting ?? {} }, 1).targeting).toEqual(
    split(['on', 1], ['off', 99]),
  );
});

test('at the ends one variant is left, and no percentage', () => {
  const targeting = split(['on', 25], ['off', 75]);
  expect(rolledOut({ targeting }, 100)).toEqual(toggle({ defaultVariant: 'on' }));
  expect(rolledOut({ targeting }, 0)).toEqual(toggle());
  expect(rolledOut({ defaultVariant: 'on' }, 0)).toEqual(toggle());
});

test('changes the last branch alone, however deep it is', () => {
  const inner = { if: [{ var: 'staff' }, 'on', 'off'] };
  expect(rolledOut({ targeting: { if: [beta, 'on', inner] } }, 5).targeting).toEqual({
    if: [beta, 'on', { if: [{ var: 'staff' }, 'on', split(['on', 5], ['off', 95])] }],
  });
  const chain = { if: [beta, 'on', { var: 'staff' }, 'off'] };
  expect(rolledOut({ targeting: chain }, 5).targeting).toEqual({
    if: [...chain.if, split(['on', 5], ['off', 95])],
  });
  const done = { if: [beta, 'off', split(['on', 5], ['off', 95])] };
  expect(rolledOut({ targeting: done }, 100)).toEqual(
    toggle({ targeting: { if: [beta, 'off', 'on'] } }),
  );
});

test('leaves what users are spread by, and the order of the buckets', () => {
  const targeting = { fractional: [{ var: 'company' }, ['off', 90], ['on', 10]] };
  expect(rolledOut({ targeting }, 20).targeting).toEqual({
    fractional: [{ var: 'company' }, ['off', 80], ['on', 20]],
  });
});

test('who has no targetingKey gets what the others get, also on the way back from 100 %', () => {
  expect(rolledOut({ defaultVariant: 'on' }, 50)).toMatchObject({ defaultVariant: 'off' });
});

test('enables what is disabled', () => {
  expect(rolledOut({ state: 'DISABLED' }, 5).state).toBe('ENABLED');
});

test('rolls out any variant', () => {
  const variants = { red: 'r', blue: 'b', green: 'g' };
  const targeting = split(['blue', 5], ['red', 95]);
  expect(rolledOut({ variants, defaultVariant: 'red' }, 5, 'blue')).toMatchObject({ targeting });
});

test.each<[string, Partial<Toggle>, number, string | undefined, string]>([
  ['a percentage over 100', {}, 101, undefined, 'with two decimals, not 101'],
  ['a negative percentage', {}, -1, undefined, 'not -1'],
  ['three decimals', {}, 0.125, undefined, 'not 0.125'],
  ['no number', {}, Number.NaN, undefined, 'not NaN'],
  ['an unknown variant', {}, 5, 'maybe', "names no variant: 'maybe'"],
  ['an inherited variant', {}, 5, 'toString', "names no variant: 'toString'"],
  [
    'a toggle without on',
    { variants: { a: 1, b: 2 }, defaultVariant: 'a' },
    5,
    undefined,
    'no variant on',
  ],
  ['a rule of another form', { targeting: { or: [beta, 'on'] } }, 5, undefined, 'does not end in'],
  [
    'a rule that others share',
    { targeting: { if: [beta, 'on', { $ref: 'x' }] } },
    5,
    undefined,
    'does not end in',
  ],
  [
    'three variants',
    { variants: { on: 1, off: 2, x: 3 }, targeting: split(['on', 1], ['off', 98], ['x', 1]) },
    5,
    undefined,
    'does not end in',
  ],
  [
    'a percentage of two others',
    { variants: { on: 1, off: 2, x: 3 }, targeting: split(['x', 1], ['off', 99]) },
    5,
    undefined,
    'splits x and off, not on',
  ],
])('refuses %s', (_, difference, percent, variant, message) => {
  expect(() => rolledOut(difference, percent, variant)).toThrow(message);
});

test('knows no toggle that was not made', () => {
  expect(() => rollOut(documentOf({ it: toggle() }), 'toString', 5)).toThrow('Known: it');
});

const USERS = Array.from({ length: 400 }, (_, n) => `user-${n}`);
const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

/** By flagd-core itself, not by our reader. */
function usersWithOn(it: Toggle): ReadonlySet<string> {
  const flag = new FeatureFlag('it', it as never, SILENT);
  return new Set(USERS.filter((targetingKey) => flag.evaluate({ targetingKey }).variant === 'on'));
}

interface Step {
  readonly percent: number;
  readonly users: ReadonlySet<string>;
}

function stepsOf(start: Partial<Toggle>, percents: readonly number[]): readonly Step[] {
  let it = toggle(start);
  const first = { percent: rolloutPercent(it, 'on') ?? Number.NaN, users: usersWithOn(it) };
  const others = percents.map((percent) => {
    it = rolledOut(it, percent);
    return { percent, users: usersWithOn(it) };
  });
  return [first, ...others];
}

test('growing takes nobody out, shrinking takes nobody in, whatever the steps', () => {
  const percents = fc.oneof(
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
  );
  const starts = fc.constantFrom<Partial<Toggle>[]>(
    {},
    { defaultVariant: 'on' },
    { targeting: split(['off', 60], ['on', 40]) },
    { targeting: { if: [{ '==': [{ var: 'targetingKey' }, 'user-7'] }, 'on', null] } },
  );
  fc.assert(
    fc.property(starts, fc.array(percents, { minLength: 1, maxLength: 6 }), (start, wanted) => {
      const steps = stepsOf(start, wanted);
      for (const [index, step] of steps.slice(1).entries()) {
        const before = steps[index] ?? step;
        const [few, many] = step.percent < before.percent ? [step, before] : [before, step];
        expect([...few.users].filter((user) => !many.users.has(user))).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

test('a share is as large as it says', () => {
  const size = usersWithOn(rolledOut({}, 25)).size / USERS.length;
  expect(size).toBeGreaterThan(0.2);
  expect(size).toBeLessThan(0.3);
});

test('enable ends a percentage', () => {
  const document = documentOf({ it: rolledOut({}, 25) });
  expect(enableToggle(document, 'it').document.flags['it']).toEqual(
    toggle({ defaultVariant: 'on' }),
  );
});
