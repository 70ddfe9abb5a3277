import { createToggle } from '../../../../functions/toggles/edits/create-toggle.ts';
import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { removeToggle } from '../../../../functions/toggles/edits/remove-toggle.ts';
import { undoChange } from '../../../../functions/toggles/edits/undo-change.ts';
import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleStore } from '../../../../functions/toggles/store/toggle-store.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';
import { defaultsIn, killsIn } from '../../../support/toggle-state.ts';

const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'it burns' };
const tables = oneTableEach(6);
const now = () => Date.parse('2026-11-23T09:00Z');
const both = documentOf({ a: toggle(), b: toggle() });

describe.each([
  ['memory', () => new MemoryToggleStore(now)],
  ['DynamoDB', () => new DynamoToggleStore(tables.client, tables.next(), now)],
])('undo of a removal on %s', (_, createStore) => {
  let store: ToggleStore;

  beforeEach(async () => {
    store = createStore();
    await store.save({ document: both, summary: 'created', keys: ['a', 'b'] }, 0, ANN);
  });

  const latest = () => defaultsIn(store);
  const killed = () => killsIn(store);

  test.each([{}, { key: 'a' }, { to: 1 }])(
    'by %j brings a toggle back killed, where it was removed killed; nothing else does',
    async (by) => {
      await store.kill('a', 'off', BOB);
      await store.kill('b', 'off', BOB);
      const remove = () => editToggles(store, (document) => removeToggle(document, 'a'), ANN);
      await remove();
      expect(await killed()).toEqual({ b: 'off' });
      const [removal] = await store.history({ limit: 1 });
      const kill = { variant: 'off', ...BOB, at: '2026-11-23T09:00:00.000Z' };
      expect(removal?.endedKills).toEqual({ a: kill });

      await undoChange(store, by, ANN);
      expect(await latest()).toEqual({ a: 'off', b: 'off' });
      expect(await store.readHead()).toMatchObject({ killVersion: 2, kills: { a: kill } });
      await store.kill('a', 'on', ANN);
      await store.restore('a', BOB);
      expect(await killed()).toEqual({ b: 'off' });

      await remove();
      await editToggles(store, (document) => createToggle(document, 'a', toggle()), ANN);
      expect(await killed()).toEqual({ b: 'off' });
      await remove();
      await undoChange(store, { to: 1 }, ANN); // it was not killed when it was removed last
      expect(await killed()).toEqual({ b: 'off' });
    },
  );

  test('of one toggle leaves the kill of another, which stays removed', async () => {
    await store.kill('a', 'off', BOB);
    await store.kill('b', 'off', BOB);
    await store.save({ document: documentOf({}), summary: 'gone', keys: ['a', 'b'] }, 1, ANN);
    await undoChange(store, { key: 'a' }, BOB);
    expect(await killed()).toEqual({ a: 'off' });
    await undoChange(store, {}, BOB);
    expect(await killed()).toEqual({ a: 'off', b: 'off' });
  });
});
