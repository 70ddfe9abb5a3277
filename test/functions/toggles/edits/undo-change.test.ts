import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { seedToggles } from '../../../../functions/toggles/edits/seed-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { undoChange } from '../../../../functions/toggles/edits/undo-change.ts';
import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleStore } from '../../../../functions/toggles/store/toggle-store.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';
import { defaultsIn, killsIn } from '../../../support/toggle-state.ts';

const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'it burns' };
const tables = oneTableEach(60);
const now = () => Date.parse('2026-11-23T09:00Z');
const both = documentOf({ a: toggle(), b: toggle() });

async function switchTo(store: ToggleStore, key: string, variant: string): Promise<void> {
  await editToggles(store, (document) => setDefaultVariant(document, key, variant), ANN);
}

describe.each([
  ['memory', () => new MemoryToggleStore(now)],
  ['DynamoDB', () => new DynamoToggleStore(tables.client, tables.next(), now)],
])('undo on %s', (_, createStore) => {
  let store: ToggleStore;

  beforeEach(async () => {
    store = createStore();
    await store.save({ document: both, summary: 'created', keys: ['a', 'b'] }, 0, ANN);
  });

  const latest = () => defaultsIn(store);
  const killed = () => killsIn(store);

  test('puts back what the last edit changed, and says so in the history', async () => {
    await switchTo(store, 'a', 'on');
    expect(await undoChange(store, {}, BOB)).toMatchObject({ revision: 2, who: 'ann' });
    expect(await latest()).toEqual({ a: 'off', b: 'off' });
    expect(await store.history({ limit: 1 })).toMatchObject([
      {
        revision: 3,
        ...BOB,
        keys: ['a'],
        undoes: 2,
        summary: 'a: on -> off (takes back 2)',
      },
    ]);
  });

  test("passes over what a deployment created: that is nobody's change", async () => {
    await switchTo(store, 'a', 'on');
    const seeded = { toggles: { c: toggle() }, segments: {} };
    await editToggles(store, (document) => seedToggles(document, seeded, new Set()), BOB);
    expect(await undoChange(store, {}, ANN)).toMatchObject({ revision: 2 });
    expect(await latest()).toEqual({ a: 'off', b: 'off', c: 'off' });
    await expect(undoChange(store, { key: 'c' }, ANN)).rejects.toMatchObject({
      code: 'toggle_unchanged',
    });
  });

  test('a second undo takes back the change before, not the first undo', async () => {
    await switchTo(store, 'a', 'on');
    await switchTo(store, 'b', 'on');
    await undoChange(store, {}, BOB);
    expect(await latest()).toEqual({ a: 'on', b: 'off' });
    await undoChange(store, {}, BOB);
    expect(await latest()).toEqual({ a: 'off', b: 'off' });
    await undoChange(store, {}, BOB);
    expect(await latest()).toEqual({});
    const fourth = undoChange(store, {}, BOB);
    await expect(fourth).rejects.toMatchObject({ code: 'toggle_unchanged' });
  });

  test('of one toggle leaves later changes of others', async () => {
    await switchTo(store, 'a', 'on');
    await switchTo(store, 'b', 'on');
    await undoChange(store, { key: 'a' }, BOB);
    expect(await latest()).toEqual({ a: 'off', b: 'on' });
  });

  test('of one toggle takes its part out of an edit of several, and a later undo the rest', async () => {
    const document = documentOf({
      a: toggle({ defaultVariant: 'on' }),
      b: toggle({ defaultVariant: 'on' }),
    });
    await store.save({ document, summary: 'imported', keys: ['a', 'b'] }, 1, ANN);
    await undoChange(store, { key: 'b' }, BOB);
    expect(await latest()).toEqual({ a: 'on', b: 'off' });
    await undoChange(store, {}, BOB);
    expect(await latest()).toEqual({ a: 'off', b: 'off' });
  });

  test('brings back a toggle that was removed', async () => {
    const document = documentOf({ b: toggle() });
    await store.save({ document, summary: 'removed a', keys: ['a'] }, 1, ANN);
    await undoChange(store, { key: 'a' }, BOB);
    expect(await latest()).toEqual({ a: 'off', b: 'off' });
  });

  describe('of an edit that changed a segment, too', () => {
    const $evaluators = { beta: { in: ['x', { var: 'group' }] } };
    const targeting = { if: [{ $ref: 'beta' }, 'on', null] };

    beforeEach(async () => {
      const document = documentOf({ a: toggle({ targeting }), b: toggle() }, { $evaluators });
      const edit = { document, summary: 'a: for beta', keys: ['a'], segments: ['beta'] };
      await store.save(edit, 1, ANN);
    });

    const document = async () => (await store.readDocument())?.document;

    test('puts back the segment with the toggle', async () => {
      await undoChange(store, {}, BOB);
      expect(await document()).toEqual(both);
      const summary = 'took back revision 2: a: for beta';
      expect(await store.history({ limit: 1 })).toMatchObject([{ segments: ['beta'], summary }]);
    });

    test('leaves the segment where only the toggle goes back, and to the next undo', async () => {
      await undoChange(store, { key: 'a' }, BOB);
      expect(await document()).toEqual({ ...both, $evaluators });
      expect(await undoChange(store, {}, BOB)).toMatchObject({ revision: 2 });
      expect(await document()).toEqual(both);
      const summary = 'took back revision 2 of segment beta: a: for beta';
      expect(await store.history({ limit: 1 })).toMatchObject([{ undoes: 2, keys: [], summary }]);
    });

    test('is taken back once: the next undo goes on to what came before', async () => {
      await undoChange(store, { key: 'a' }, BOB);
      await undoChange(store, {}, BOB);
      expect(await undoChange(store, {}, BOB)).toMatchObject({ revision: 1, keys: ['a', 'b'] });
      expect(await latest()).toEqual({});
    });
  });

  test('restores a kill, and kills again what was restored', async () => {
    await store.kill('a', 'off', BOB);
    await undoChange(store, {}, ANN);
    expect(await killed()).toEqual({});
    expect(await store.history({ limit: 1 })).toMatchObject([{ kind: 'restore', undoes: 2 }]);

    await store.kill('a', 'off', BOB);
    await store.restore('a', ANN);
    await undoChange(store, {}, BOB);
    expect(await killed()).toEqual({ a: 'off' });
    await undoChange(store, {}, BOB);
    expect(await killed()).toEqual({});
  });

  test('of a kill over a kill brings back the first one', async () => {
    await store.kill('a', 'off', BOB);
    await store.kill('a', 'on', ANN);
    await undoChange(store, {}, BOB);
    expect(await killed()).toEqual({ a: 'off' });
  });

  test('to a version brings it back whole; kills stay', async () => {
    await switchTo(store, 'a', 'on');
    await switchTo(store, 'b', 'on');
    await store.kill('a', 'off', BOB);
    expect(await undoChange(store, { to: 2 }, BOB)).toBeUndefined();
    expect(await latest()).toEqual({ a: 'on', b: 'off' });
    expect(await killed()).toEqual({ a: 'off' });
    await undoChange(store, {}, BOB); // is a change like any other
    expect(await latest()).toEqual({ a: 'on', b: 'on' });
  });

  test.each([{}, { key: 'a' }, { to: 2 }])(
    'by %j brings back what has expired since',
    async (by) => {
      const expired = documentOf({
        a: toggle({ metadata: { expires: '2026-11-22' } }),
        b: toggle(),
      });
      const edit = { document: expired, summary: 'it was not expired then', keys: ['a'] };
      await store.save({ ...edit, acceptsExpired: true }, 1, ANN);
      await store.save({ document: both, summary: 'another date', keys: ['a'] }, 2, ANN);
      await undoChange(store, by, BOB);
      expect((await store.readDocument())?.document).toEqual(expired);
    },
  );

  test.each([0, 9, -1, 1.5])('knows no version %s', async (to) => {
    const undo = undoChange(store, { to }, BOB);
    await expect(undo).rejects.toMatchObject({
      code: 'toggle_version_unknown',
      message: `There is no version ${to}. Known: 1 to 1`,
    });
  });

  test('finds nothing to take back of a toggle that never was', async () => {
    const undo = undoChange(store, { key: '__proto__' }, BOB);
    await expect(undo).rejects.toMatchObject({ code: 'toggle_unchanged' });
  });

  test('does not restore the kill that somebody else made meanwhile', async () => {
    await store.kill('a', 'off', ANN);
    const history = store.history.bind(store);
    store.history = async (query) => {
      const entries = await history(query);
      store.history = history;
      await store.kill('a', 'on', BOB);
      return entries;
    };
    const undo = undoChange(store, {}, ANN);
    await expect(undo).rejects.toMatchObject({ code: 'toggle_conflict' });
    expect(await killed()).toEqual({ a: 'on' });
  });

  test('does not overwrite the edit that somebody else made meanwhile', async () => {
    await switchTo(store, 'a', 'on');
    const history = store.history.bind(store);
    store.history = async (query) => {
      const entries = await history(query);
      store.history = history;
      await switchTo(store, 'a', 'off');
      return entries;
    };
    const undo = undoChange(store, {}, ANN);
    await expect(undo).rejects.toMatchObject({ code: 'toggle_conflict' });
    expect(await store.history({ limit: 9 })).toHaveLength(3);
  });
});
