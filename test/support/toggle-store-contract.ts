import { setDefaultVariant } from '../../functions/toggles/set-default-variant.ts';
import type { ToggleStore } from '../../functions/toggles/toggle-store.ts';
import { documentOf, toggle } from './toggle-builders.ts';

const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'it burns' };

/** The behaviour every ToggleStore owes its callers. `createStore` gives an empty one; its clock stands at 2026-11-23T09:00Z. */
export function describeToggleStore(
  adapter: string,
  createStore: () => Promise<ToggleStore> | ToggleStore,
): void {
  const document = documentOf({ 'new-checkout': toggle(), toString: toggle() });
  const first = { document, summary: 'created', keys: Object.keys(document.flags) };
  const switchedOn = setDefaultVariant(document, 'new-checkout', 'on');

  async function storeWithOneVersion(): Promise<ToggleStore> {
    const store = await createStore();
    await store.save(first, 0, ANN);
    return store;
  }

  describe(`${adapter} as a toggle store`, () => {
    test('is empty at first', async () => {
      const store = await createStore();
      expect(await store.readHead()).toBeUndefined();
      expect(await store.readDocument()).toBeUndefined();
      expect(await store.history({ limit: 10 })).toEqual([]);
    });

    test('gives back what was saved, under its version', async () => {
      const store = await storeWithOneVersion();
      expect(await store.readHead()).toEqual({ docVersion: 1, killVersion: 0, kills: {} });
      expect(await store.readDocument()).toEqual({ docVersion: 1, document });
    });

    test('tells who changed what, when and why, newest first', async () => {
      const store = await storeWithOneVersion();
      await store.save(switchedOn, 1, BOB);
      const at = '2026-11-23T09:00:00.000Z';
      expect(await store.history({ limit: 10 })).toEqual([
        {
          revision: 2,
          docVersion: 2,
          kind: 'edit',
          keys: ['new-checkout'],
          ...BOB,
          at,
          summary: 'new-checkout: off -> on',
        },
        {
          revision: 1,
          docVersion: 1,
          kind: 'edit',
          keys: ['new-checkout', 'toString'],
          ...ANN,
          at,
          summary: 'created',
        },
      ]);
      expect(await store.history({ limit: 1 })).toHaveLength(1);
    });

    test('refuses an edit of a version that is not the latest, and names the other change', async () => {
      const store = await storeWithOneVersion();
      await store.save(switchedOn, 1, BOB);
      const late = store.save(first, 1, ANN);
      await expect(late).rejects.toMatchObject({
        code: 'toggle_conflict',
        message: expect.stringContaining('bob changed the toggles'),
      });
      expect(await store.readDocument()).toEqual({ docVersion: 2, document: switchedOn.document });
      expect(await store.history({ limit: 10 })).toHaveLength(2);
    });

    test('refuses a second first version', async () => {
      const store = await storeWithOneVersion();
      await expect(store.save(first, 0, BOB)).rejects.toMatchObject({ code: 'toggle_conflict' });
    });

    test('lets exactly one of two editors win', async () => {
      const store = await storeWithOneVersion();
      const outcomes = await Promise.allSettled([
        store.save(switchedOn, 1, ANN),
        store.save(first, 1, BOB),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await store.readHead())?.docVersion).toBe(2);
    });

    test('keeps a kill through an edit, until it is restored', async () => {
      const store = await storeWithOneVersion();
      await store.kill('new-checkout', 'off', BOB);
      await store.save(switchedOn, 1, ANN);
      const kill = { ...BOB, variant: 'off', at: '2026-11-23T09:00:00.000Z' };
      expect(await store.readHead()).toEqual({
        docVersion: 2,
        killVersion: 1,
        kills: { 'new-checkout': kill },
      });
      await store.restore('new-checkout', BOB);
      expect(await store.readHead()).toEqual({ docVersion: 2, killVersion: 2, kills: {} });
    });

    test('keeps two kills that come at once', async () => {
      const store = await storeWithOneVersion();
      await Promise.all([
        store.kill('new-checkout', 'off', ANN),
        store.kill('toString', 'off', BOB),
      ]);
      const head = await store.readHead();
      expect(head?.killVersion).toBe(2);
      expect(Object.keys(head?.kills ?? {}).sort()).toEqual(['new-checkout', 'toString']);
    });

    test('refuses a kill before there are toggles', async () => {
      const store = await createStore();
      await expect(store.kill('new-checkout', 'off', ANN)).rejects.toThrow();
    });
  });
}
