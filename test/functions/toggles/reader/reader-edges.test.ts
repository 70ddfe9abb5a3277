import fc from 'fast-check';
import type { EvaluationContext } from '../../../../functions/toggles/reader/evaluation.ts';
import { Toggles } from '../../../../functions/toggles/reader/toggles.ts';
import { documentOf, snapshotOf, toggle } from '../../../support/toggle-builders.ts';
import { ANN, createReader } from '../../../support/toggle-reader.ts';

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

test('a document that is torn at a cold start leaves the bundled snapshot, or else the defaults', async () => {
  const snapshot = documentOf({ it: on });
  for (const [options, expected] of [
    [{ snapshot }, { value: true, reason: 'STALE' }],
    [{}, { value: false, reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' }],
  ] as const) {
    const { toggles, invoke, network } = await createReader(options);
    network.document = 'down';
    expect(await invoke(() => toggles.details('it', false))).toMatchObject(expected);
  }
});

test('a document that is torn later leaves the last one that was whole, and kills still count', async () => {
  const { toggles, store, invoke, network, pass } = await createReader({
    flags: { it: on, other: on },
  });
  await invoke(() => {});
  await store.save({ document: documentOf({ it: on }), summary: 'edit', keys: ['other'] }, 1, ANN);
  network.document = 'down';
  await store.kill('it', 'off', ANN);
  pass(10_000);
  await invoke(() => {
    expect(toggles.details('it', true)).toMatchObject({ value: false, variant: 'off' });
    expect(toggles.details('other', false)).toMatchObject({ value: true, reason: 'STALE' });
  });
  network.document = 'up';
  pass(2_000);
  await invoke(() => {
    expect(toggles.details('other', false)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    expect(toggles.details('it', true)).toMatchObject({ value: false, reason: 'DISABLED' });
  });
});

test('before the first toggle everything is unknown, and nothing is stale', async () => {
  const { toggles, invoke, seen } = await createReader({
    flags: {},
    snapshot: documentOf({ it: on }),
  });
  await invoke(() => {
    expect(toggles.details('it', true)).toEqual(failed('FLAG_NOT_FOUND'));
  });
  expect(seen.stale).toBe(0);
});

test.each([300_000, -300_000])(
  'a container whose clock is %i ms off sees a kill as soon as the others',
  async (skewMs) => {
    const { toggles, store, invoke, pass } = await createReader({ flags: { it: on }, skewMs });
    await invoke(() => {});
    await store.kill('it', 'off', ANN);
    pass(10_000);
    await invoke(() => {
      expect(toggles.details('it', true)).toMatchObject({ value: false, reason: 'DISABLED' });
    });
  },
);

test('each invocation that goes on with old values is told of, and none with fresh ones', async () => {
  const { invoke, network, pass, seen } = await createReader();
  await invoke(() => {});
  expect(seen.stale).toBe(0);
  network.toggles = 'down';
  pass(9_999);
  await invoke(() => {});
  expect(seen.stale).toBe(0);
  pass(1);
  await invoke(() => {});
  await invoke(() => {});
  expect(seen.stale).toBe(2);
});

test('STALE is said when the last good answer is ten seconds old, and never before', async () => {
  const reasonAt = (ageMs: number) => {
    if (ageMs === Number.POSITIVE_INFINITY) return 'ERROR';
    return ageMs >= 10_000 ? 'STALE' : 'STATIC';
  };
  const step = fc.record({ gapMs: fc.nat({ max: 30_000 }), state: fc.constantFrom('up', 'down') });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { toggles, invoke, network, pass } = await createReader();
      let ageMs = Number.POSITIVE_INFINITY;
      for (const { gapMs, state } of steps) {
        Object.assign(network, { toggles: state, reads: 0 });
        const { reason } = await invoke(() => toggles.details('it', true));
        if (state === 'up' && network.reads > 0) ageMs = 0;
        expect(reason).toBe(reasonAt(ageMs));
        pass(gapMs);
        ageMs += gapMs;
      }
    }),
    { numRuns: 50 },
  );
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
