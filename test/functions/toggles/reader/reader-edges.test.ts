import fc from 'fast-check';
import type { EvaluationContext } from '../../../../functions/toggles/reader/evaluation.ts';
import { Toggles } from '../../../../functions/toggles/reader/toggles.ts';
import { snapshotOf, toggle } from '../../../support/toggle-builders.ts';
import { createReader } from '../../../support/toggle-reader.ts';

const half = {
  fractional: [
    ['on', 50],
    ['off', 50],
  ],
};
const halfOfTheOthers = { if: [{ '==': [{ var: 'plan' }, 'pro'] }, 'on', half] };
const on = toggle({ defaultVariant: 'on' });

/** A reader of these toggles as they are, linted or not. */
function readerOf(...snapshot: Parameters<typeof snapshotOf>): Toggles {
  const nothing = async () => {};
  const current = snapshotOf(...snapshot);
  return new Toggles({ keeper: { current, isStale: false, refresh: nothing, settle: nothing } });
}

const failed = (errorCode: string) => ({ value: true, reason: 'ERROR', errorCode });

test.each([
  undefined,
  {},
  { targetingKey: '' },
  { targetingKey: undefined },
  { targetingKey: null },
])(
  "a percentage without a targeting key (%j) gives the code's default, not the toggle's",
  (context) => {
    const toggles = readerOf({ it: toggle({ targeting: half }) });
    const details = toggles.details('it', true, context as EvaluationContext);
    expect(details).toEqual(failed('TARGETING_KEY_MISSING'));
  },
);

test.each([7, true, {}, [], Symbol('key'), () => 'key'])(
  "a percentage with a targeting key that is no text (%p) gives the code's default",
  (targetingKey) => {
    const toggles = readerOf({ it: toggle({ targeting: half }) });
    const context = { targetingKey } as unknown as EvaluationContext;
    expect(toggles.details('it', true, context)).toEqual(failed('INVALID_CONTEXT'));
  },
);

test('who is decided before the percentage needs no targeting key', () => {
  const toggles = readerOf({ it: toggle({ targeting: halfOfTheOthers }) });
  expect(toggles.details('it', false, { plan: 'pro' })).toMatchObject({ variant: 'on' });
  expect(toggles.details('it', true, { plan: 'free' })).toEqual(failed('TARGETING_KEY_MISSING'));
});

test('a percentage of something else needs no targeting key', () => {
  const byCompany = { fractional: [{ var: 'company' }, ['on', 100], ['off', 0]] };
  const toggles = readerOf({ it: toggle({ targeting: byCompany }) });
  expect(toggles.details('it', false, { company: 'acme' })).toMatchObject({ variant: 'on' });
});

test.each([null, 'user-1', 7])(
  "a context that is no object (%p) gives the code's default where a rule reads it",
  (context) => {
    const toggles = readerOf({ it: toggle({ targeting: halfOfTheOthers }), on });
    const given = context as unknown as EvaluationContext;
    expect(toggles.details('it', true, given)).toEqual(failed('INVALID_CONTEXT'));
    expect(toggles.boolean('on', false, given)).toBe(true); // nobody reads it
  },
);

test('a context of 10 kB is evaluated like any other', () => {
  const targeting = { if: [{ in: ['needle', { var: 'groups' }] }, 'on', 'off'] };
  const toggles = readerOf({ it: toggle({ targeting }) });
  const groups = Array.from({ length: 1_000 }, (_, index) => `group-${index}`);
  expect(toggles.boolean('it', false, { groups: [...groups, 'needle'] })).toBe(true);
  expect(toggles.boolean('it', true, { groups })).toBe(false);
});

test.each(['__proto__', 'toString', 'constructor', 'hasOwnProperty'])(
  'a toggle, a variant and an attribute may be called %s, and are nothing until somebody makes them',
  (name) => {
    const variants = JSON.parse(`{ "${name}": true, "off": false }`);
    const targeting = { if: [{ '==': [{ var: name }, 'yes'] }, name, 'off'] };
    const flags = JSON.parse(`{ "${name}": {} }`);
    Object.defineProperty(flags, name, {
      value: toggle({ variants, targeting }),
      enumerable: true,
    });
    const context = JSON.parse(`{ "${name}": "yes" }`);

    const toggles = readerOf(flags);
    expect(readerOf({ on }).details(name, true)).toEqual(failed('FLAG_NOT_FOUND'));
    if (name === '__proto__') {
      // No rule may read that attribute: it is an error of the rule, even where the context has it.
      expect(toggles.details(name, true, context)).toEqual(failed('GENERAL'));
      return;
    }
    expect(toggles.details(name, true, {})).toMatchObject({ value: false, variant: 'off' });
    expect(toggles.details(name, false, context)).toMatchObject({ value: true, variant: name });
  },
);

test('an attribute called __proto__ changes no other object', () => {
  const toggles = readerOf({
    it: toggle({ targeting: { if: [{ var: 'isAdmin' }, 'on', 'off'] } }),
  });
  const context = JSON.parse('{ "targetingKey": "u1", "__proto__": { "isAdmin": true } }');
  toggles.boolean('it', false, context);
  expect(toggles.boolean('it', true, { targetingKey: 'u2' })).toBe(false);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('a segment that leads to itself breaks the toggles that use it, and no other', () => {
  const $evaluators = { a: { $ref: 'b' }, b: { $ref: 'a' } };
  const toggles = readerOf({ it: toggle({ targeting: { $ref: 'a' } }), on }, { $evaluators });
  expect(toggles.details('it', true)).toEqual(failed('PARSE_ERROR'));
  expect(toggles.boolean('on', false)).toBe(true);
});

test('a thousand toggles are read like one', async () => {
  const flags = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`toggle-${index}`, on] as const),
  );
  const { toggles, invoke } = await createReader({ flags });
  await invoke(() => {
    expect(Object.keys(flags).every((key) => toggles.boolean(key, false))).toBe(true);
  });
});

test('never throws, whatever parses as a document, and whatever the context', () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  const broken = fc.record({
    state: fc.oneof(fc.constant('ENABLED'), fc.constant('DISABLED'), json),
    variants: fc.oneof(fc.constant({ on: true, off: false }), json),
    defaultVariant: fc.oneof(fc.constant('off'), json),
    targeting: fc.oneof(json, fc.record({ if: json }), fc.record({ fractional: json })),
    metadata: json,
  });
  const flags = fc.oneof(
    fc.record({ it: fc.oneof(broken, json) }),
    fc.dictionary(fc.string(), json),
  );
  const kills = fc.oneof(fc.constant({}), fc.record({ it: json }));
  const given = fc.record({ flags, kills, $evaluators: json, context: fc.anything() });
  fc.assert(
    fc.property(given, ({ context, kills: held, ...document }) => {
      const toggles = readerOf(document.flags as never, {
        kills: held as never,
        $evaluators: document.$evaluators as never,
      });
      for (const key of ['it', ...Object.keys(document.flags).slice(0, 3)]) {
        expect(typeof toggles.boolean(key, true, context as EvaluationContext)).toBe('boolean');
        toggles.details(key, {}, context as EvaluationContext);
      }
    }),
    { numRuns: 500 },
  );
});
