import { randomBytes } from 'node:crypto';
import { setDefaultVariant } from '../../functions/toggles/edits/set-default-variant.ts';
import type { RemovedToggles } from '../../functions/toggles/store/removed-toggles.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { documentOf, toggle } from './toggle-builders.ts';

type Store = ToggleStore & RemovedToggles;

const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'it burns' };

/** The behaviour every ToggleStore owes its callers. `createStore` gives an empty one; its clock stands at 2026-11-23T09:00Z. */
export function describeToggleStore(
  adapter: string,
  createStore: () => Promise<Store> | Store,
): void {
  const document = documentOf({ 'new-checkout': toggle(), toString: toggle() });
  const first = { document, summary: 'created', keys: Object.keys(document.flags) };
  const switchedOn = setDefaultVariant(document, 'new-checkout', 'on');

  async function storeWithOneVersion(): Promise<Store> {
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

    test('keeps every version', async () => {
      const store = await storeWithOneVersion();
      await store.save(switchedOn, 1, BOB);
      expect(await store.readVersion(1)).toEqual(document);
      expect(await store.readVersion(2)).toEqual(switchedOn.document);
      for (const unknown of [0, 3, -1, 0.5]) {
        expect(await store.readVersion(unknown)).toBeUndefined();
      }
    });

    test('refuses what breaks a rule, with every fault, and keeps what there is', async () => {
      const store = await storeWithOneVersion();
      const broken = toggle({ defaultVariant: 'maybe', state: 'SLEEPING' as 'ENABLED' });
      const flags = { ...document.flags, 'new-checkout': broken };
      const edit = { document: documentOf(flags), summary: 'broken', keys: ['new-checkout'] };
      const error = await store.save(edit, 1, ANN).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'toggle_invalid' });
      expect(
        Object(error)
          .errors.map(({ pointer }: { pointer: string }) => pointer)
          .sort(),
      ).toEqual(['/flags/new-checkout/defaultVariant', '/flags/new-checkout/state']);
      expect(await store.readDocument()).toEqual({ docVersion: 1, document });
    });

    test('judges the toggles that an edit changes, and no other', async () => {
      const store = await storeWithOneVersion();
      const flags = { ...document.flags, old: toggle({ defaultVariant: 'gone' }) };
      await store.save({ document: documentOf(flags), summary: 'x', keys: ['toString'] }, 1, ANN);
    });

    test('an edit may leave no toggle expired that it changes, but for a seed or an undo', async () => {
      const store = await storeWithOneVersion();
      const expired = toggle({ metadata: { expires: '2026-11-22' } });
      const flags = { ...document.flags, 'new-checkout': expired };
      const edit = { document: documentOf(flags), summary: 'x', keys: ['new-checkout'] };
      const refused = store.save(edit, 1, ANN);
      await expect(refused).rejects.toMatchObject({ errors: [{ code: 'expired' }] });
      await store.save({ ...edit, acceptsExpired: true }, 1, ANN);
      await store.save({ ...edit, keys: ['toString'] }, 2, ANN);
    });

    test('refuses a document that would not fit, with its size and the fix', async () => {
      const store = await storeWithOneVersion();
      const noise = toggle({ variants: { on: randomBytes(400_000).toString('base64'), off: '' } });
      const edit = { document: documentOf({ noise }), summary: 'x', keys: [] };
      await expect(store.save(edit, 1, ANN)).rejects.toMatchObject({
        code: 'toggle_invalid',
        message: expect.stringMatching(/takes \d+ bytes of 350000 at most: remove toggles/),
      });
      expect(await store.readDocument()).toEqual({ docVersion: 1, document });
    });

    test('a save that is sent again, because its answer was lost, counts once', async () => {
      const store = await storeWithOneVersion();
      await store.save(switchedOn, 1, BOB);
      await store.save(setDefaultVariant(switchedOn.document, 'toString', 'on'), 2, ANN);
      expect(await store.save(switchedOn, 1, BOB)).toMatchObject({ docVersion: 2 });
      expect(await store.history({ limit: 9 })).toHaveLength(3);
      const other = store.save(switchedOn, 1, { ...BOB, who: 'ann' }); // the same by somebody else is a conflict
      await expect(other).rejects.toMatchObject({ code: 'toggle_conflict' });
    });

    test('remembers what was removed', async () => {
      const store = await storeWithOneVersion();
      expect(await store.readRemoved()).toEqual(new Set());
      const edit = { document: documentOf({}), summary: 'x', keys: Object.keys(document.flags) };
      await store.save(edit, 1, ANN);
      await store.save({ ...first, acceptsExpired: true }, 2, ANN);
      expect(await store.readRemoved()).toEqual(new Set(['new-checkout', 'toString']));
    });
  });
}
