import fc from 'fast-check';
import { evaluateAll } from '../../../../functions/toggles/ofrep/ofrep.ts';
import { bundledSnapshot } from '../../../../functions/toggles/reader/bundled-snapshot.ts';
import { SnapshotKeeper } from '../../../../functions/toggles/reader/snapshot-keeper.ts';
import { Toggles } from '../../../../functions/toggles/reader/toggles.ts';
import { unpack } from '../../../../functions/toggles/store/packed-document.ts';
import { packedText } from '../../../support/packed-text.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const on = toggle({ defaultVariant: 'on' });
const good = documentOf({ it: on, other: on });
const { metadata } = good;

/** A reader of one table, whose document is whatever text somebody wrote there. */
function readerOf(first: string) {
  let nowMs = 0;
  let docVersion = 1;
  let text = first;
  const failures: unknown[] = [];
  const keeper = new SnapshotKeeper({
    store: {
      readHead: async () => ({ docVersion, killVersion: 0, kills: {} }),
      readDocument: async () => ({ docVersion, document: unpack(packedText(text)) }),
    },
    now: () => nowMs,
    waitLimitMs: 1_000,
    onFailure: (error) => failures.push(error),
  });
  const toggles = new Toggles({ keeper });
  toggles.onChange(() => {});
  return {
    toggles,
    keeper,
    failures,
    async write(next: string) {
      text = next;
      docVersion += 1;
      nowMs += 10_000;
      await toggles.refresh();
    },
  };
}

function bulkOf({ current }: SnapshotKeeper) {
  if (!current) throw new Error('nothing was read');
  return evaluateAll({ snapshot: current, isStale: false, seesAll: true }, {}).flags;
}

test.each([
  'null',
  '7',
  '[]',
  '{}',
  '{"flags":null}',
  '{"flags":[]}',
  '{"flags":{}}',
  JSON.stringify({ ...good, metadata: null }),
  '{"flags":',
  '',
])('a stored document that is none, %j, leaves the last good one', async (text) => {
  const { toggles, keeper, failures, write } = readerOf(JSON.stringify(good));
  await toggles.refresh();
  await write(text);
  expect(toggles.details('it', false)).toMatchObject({ value: true, reason: 'STALE' });
  expect(bulkOf(keeper)).toHaveLength(2);
  expect(failures).toMatchObject([{ name: 'CorruptDocument' }]);
});

test('percentages of another bucketing leave the last good document, and are no snapshot', async () => {
  const other = { ...good, metadata: { bucketing: 'flagd-core-9' }, flags: { it: toggle() } };
  const { toggles, failures, write } = readerOf(JSON.stringify(good));
  await toggles.refresh();
  await write(JSON.stringify(other));
  expect(toggles.details('it', false)).toMatchObject({ value: true, reason: 'STALE' });
  const reason = "spread users by 'flagd-core-9', this version of Afterprod by 'flagd-core-4'";
  expect(failures).toMatchObject([{ message: expect.stringContaining(reason) }]);
  expect(() => bundledSnapshot(other)).toThrow(reason);

  const cold = readerOf(JSON.stringify(other));
  await cold.toggles.refresh();
  expect(cold.toggles.details('it', true)).toMatchObject({ errorCode: 'PROVIDER_NOT_READY' });
});

test.each([null, 7, 'on', true])(
  'a toggle that is %j does not exist, and the others do',
  async (it) => {
    const { toggles, keeper, failures } = readerOf(JSON.stringify({ metadata, flags: { it, on } }));
    await toggles.refresh();
    expect(toggles.details('it', false)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    expect(toggles.boolean('on', false)).toBe(true);
    expect(bulkOf(keeper)).toMatchObject([{ key: 'on', value: true }]);
    expect(failures).toEqual([]);
  },
);

test('a rule too deep to be compared changes, and breaks no other', async () => {
  const deep = `${'{"!":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  const text = JSON.stringify({ metadata, flags: { it: { ...on, targeting: 'deep' }, on } });
  const { toggles, failures, write } = readerOf(JSON.stringify(documentOf({ on })));
  await toggles.refresh();
  const changes: (readonly string[])[] = [];
  toggles.onChange(({ changedKeys }) => changes.push(changedKeys));
  await write(text.replace('"deep"', deep));
  expect(changes).toEqual([expect.arrayContaining(['it'])]);
  expect(toggles.details('it', true)).toMatchObject({ value: true, reason: 'ERROR' });
  expect(toggles.boolean('on', false)).toBe(true);
  expect(failures).toEqual([]);
});

test.each([Symbol('it'), 7, null, {}, Object.create(null)])(
  'a key that is no text is no toggle',
  async (key) => {
    const { toggles } = readerOf(JSON.stringify(good));
    await toggles.refresh();
    expect(toggles.boolean(key as unknown as string, true)).toBe(true);
  },
);

const json = fc.jsonValue({ maxDepth: 4 });
const part = (most: unknown) => fc.oneof({ weight: 2, arbitrary: fc.constant(most) }, json);
const flag = fc.record({
  state: part('ENABLED'),
  variants: part({ on: true, off: false }),
  defaultVariant: part('on'),
  targeting: part({ if: [{ $ref: 'beta' }, 'on', 'off'] }),
  metadata: part({ exposed: 'client' }),
});
const whole = fc.record(
  {
    flags: fc.oneof(
      fc.dictionary(fc.string(), fc.oneof(flag, json)),
      fc.record({ it: flag }),
      json,
    ),
    metadata: part(metadata),
    $evaluators: json,
  },
  { requiredKeys: [] },
);
const stored = fc.oneof(
  whole.map((it) => JSON.stringify(it)),
  json.map((it) => JSON.stringify(it)),
  fc.string(),
);

test('whatever is stored as a document, a reader neither throws nor rejects, nor takes what is none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stored, { minLength: 1, maxLength: 4 }), async (texts) => {
      const { toggles, keeper, failures, write } = readerOf(JSON.stringify(good));
      await toggles.refresh();
      for (const text of texts) {
        const before = keeper.current;
        failures.length = 0;
        await write(text);
        expect(failures.length > 0).toBe(
          keeper.current === before || keeper.current?.docVersion === before?.docVersion,
        );
        for (const key of ['it', 'other', '__proto__', ...(keeper.current?.flags.keys() ?? [])]) {
          expect(typeof toggles.boolean(key, true, { targetingKey: 'ann' })).toBe('boolean');
          toggles.details(key, {});
        }
        bulkOf(keeper);
      }
    }),
    { numRuns: 300 },
  );
});
