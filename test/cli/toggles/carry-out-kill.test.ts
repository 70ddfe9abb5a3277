import { carryOut } from '../../../cli/toggles/carry-out.ts';
import type { Act } from '../../../cli/toggles/plan.ts';
import { enableToggle } from '../../../functions/toggles/edits/enable-toggle.ts';
import { removeToggle } from '../../../functions/toggles/edits/remove-toggle.ts';
import { rollOut } from '../../../functions/toggles/edits/roll-out.ts';
import { undoChange } from '../../../functions/toggles/edits/undo-change.ts';
import type { ToggleStore } from '../../../functions/toggles/store/toggle-store.ts';
import { ann, bob, editing, NOW, overtakenBy, storeWithTwo } from '../../support/two-toggles.ts';

describe('a kill that others overtake while somebody is asked', () => {
  const kill: Act = (store, author) => store.kill('new-checkout', 'off', author);
  const stepOn = editing((document) => rollOut(document, 'new-checkout', 25));
  const askedWhile = (store: ToggleStore, other: Act) => async () => {
    await other(store, bob);
    return true;
  };

  test.each<[string, Act, string]>([
    ['a rollout that goes on', stepOn, 'new-checkout: on 25%'],
    [
      'the removal of the toggle',
      editing((it) => removeToggle(it, 'new-checkout')),
      'removed new-checkout',
    ],
    [
      'a kill that serves something else',
      (store, author) => store.kill('new-checkout', 'on', author),
      'new-checkout: killed, serves on',
    ],
  ])('is done as told, after %s, which is told', async (_, other, summary) => {
    const store = await storeWithTwo();
    const work = { store, act: kill, author: ann, atMs: NOW };
    const done = await carryOut(work, askedWhile(store, other));
    expect(done).toMatchObject({ revision: 3, meanwhile: [{ who: 'bob', summary }] });
    expect(done.meanwhile).toHaveLength(1);
    const head = await store.readHead();
    expect(head?.kills['new-checkout']).toMatchObject({ who: 'ann', variant: 'off' });
  });

  test('is silent about other toggles', async () => {
    const store = await storeWithTwo();
    const other = editing((document) => enableToggle(document, 'other'));
    const work = { store, act: kill, author: ann, atMs: NOW };
    const done = await carryOut(work, askedWhile(store, other));
    expect(done).toMatchObject({ revision: 3, meanwhile: [] });
  });

  test('has succeeded also where the history cannot be read then', async () => {
    const store = await storeWithTwo();
    const blind: ToggleStore = overtakenBy(store, kill, 0);
    blind.history = () => Promise.reject(new Error('throttled'));
    const work = { store: blind, act: kill, author: ann, atMs: NOW };
    expect(await carryOut(work, async () => true)).toMatchObject({ revision: 2, meanwhile: [] });
  });

  test('but the undo of a restore waits: it may be somebody else who killed it again', async () => {
    const store = await storeWithTwo();
    await kill(store, bob);
    await store.restore('new-checkout', bob);
    const undo: Act = (given, author) => undoChange(given, {}, author);
    const work = { store, act: undo, author: ann, atMs: NOW };
    await expect(carryOut(work, askedWhile(store, kill))).rejects.toMatchObject({
      code: 'toggle_conflict',
    });
  });
});
