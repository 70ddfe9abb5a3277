import { setDefaultVariant } from '../../functions/toggles/edits/set-default-variant.ts';
import type { HistoryQuery, ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { documentOf, toggle } from './toggle-builders.ts';

const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'it burns' };

/**
 * What every ToggleStore owes its callers about kills and the history. `createStore` gives an empty one; its clock stands at
 * 2026-11-23T09:00Z.
 */
export function describeToggleHistory(
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

  describe(`${adapter} as a history of toggles`, () => {
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

    test('knows what users did about themselves', async () => {
      const store = await createStore();
      await store.save({ ...first, segments: ['beta'], isMembership: true }, 0, ANN);
      const [entry] = await store.history({ limit: 1 });
      expect(entry).toMatchObject({ segments: ['beta'], isMembership: true });
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

    test('tells edits, kills and restores in one order, with what a kill found', async () => {
      const store = await storeWithOneVersion();
      const first = await store.kill('new-checkout', 'off', BOB);
      await store.save(switchedOn, 1, ANN);
      await store.kill('new-checkout', 'on', ANN);
      const last = await store.restore('new-checkout', BOB, { undoes: 4 });
      const at = '2026-11-23T09:00:00.000Z';
      const keys = ['new-checkout'];
      const entries = await store.history({ limit: 10 });
      expect(entries.slice(0, -1)).toEqual([
        {
          revision: 5,
          docVersion: 2,
          kind: 'restore',
          keys,
          ...BOB,
          at,
          summary: 'new-checkout: restored',
          undoes: 4,
          before: { variant: 'on', ...ANN },
        },
        {
          revision: 4,
          docVersion: 2,
          kind: 'kill',
          keys,
          ...ANN,
          at,
          summary: 'new-checkout: killed, serves on',
          variant: 'on',
          before: { variant: 'off', ...BOB },
        },
        { revision: 3, docVersion: 2, kind: 'edit', keys, ...ANN, at, summary: switchedOn.summary },
        {
          revision: 2,
          docVersion: 1,
          kind: 'kill',
          keys,
          ...BOB,
          at,
          summary: 'new-checkout: killed, serves off',
          variant: 'off',
        },
      ]);
      expect([last, first]).toEqual([entries[0], entries[3]]);
    });

    test('a restore without a kill changes nothing, and says so', async () => {
      const store = await storeWithOneVersion();
      expect(await store.restore('new-checkout', ANN)).toBeUndefined();
      expect(await (await createStore()).restore('new-checkout', ANN)).toBeUndefined();
      expect(await store.history({ limit: 9 })).toHaveLength(1);
      expect((await store.readHead())?.killVersion).toBe(0);
    });

    test('a kill or restore may insist that no other came before it', async () => {
      const store = await storeWithOneVersion();
      await store.kill('new-checkout', 'off', BOB, { ifKillVersion: 0 });
      const late = [
        () => store.kill('toString', 'off', ANN, { ifKillVersion: 0 }),
        () => store.restore('new-checkout', ANN, { ifKillVersion: 0 }),
      ];
      for (const act of late) {
        await expect(act()).rejects.toMatchObject({
          code: 'toggle_conflict',
          message: expect.stringContaining('bob changed the toggles'),
        });
      }
      expect(await store.restore('new-checkout', ANN, { ifKillVersion: 1 })).toBeDefined();
    });

    test('gives the history page by page, and of one toggle', async () => {
      const store = await storeWithOneVersion();
      for (const variant of ['on', 'off', 'on']) await store.kill('new-checkout', variant, BOB);
      await store.save(switchedOn, 1, ANN);
      const revisions = async (query: HistoryQuery) =>
        (await store.history(query)).map(({ revision }) => revision);
      expect(await revisions({ limit: 2 })).toEqual([5, 4]);
      expect(await revisions({ limit: 2, before: 4 })).toEqual([3, 2]);
      expect(await revisions({ limit: 2, before: 1 })).toEqual([]);
      expect(await revisions({ limit: 9, key: 'toString' })).toEqual([1]);
      expect(await revisions({ limit: 9, key: '__proto__' })).toEqual([]);
      expect(await revisions({ limit: 1, key: 'new-checkout', before: 3 })).toEqual([2]);
    });

    test('keeps who and why as one line that a terminal can show, of bounded length', async () => {
      const store = await storeWithOneVersion();
      const author = { who: 'ann\u001b[31m\u202e', why: `  first\nsecond ${'😀'.repeat(600)}` };
      await store.save({ ...switchedOn, summary: 'a\tb' }, 1, author);
      await store.kill('new-checkout', 'off', author);
      const [kill, edit] = await store.history({ limit: 2 });
      expect(edit).toMatchObject({ who: 'ann [31m', summary: 'a b' });
      expect(edit?.why).toBe(`first second ${'😀'.repeat(486)}…`);
      expect(kill?.why).toBe(`first second ${'😀'.repeat(46)}…`); // 200 bytes
    });

    test('keeps a kill small, in whatever script it is told', async () => {
      const store = await storeWithOneVersion();
      const author = { who: '管理者'.repeat(99), why: '決済が失敗しています'.repeat(99) };
      await store.kill('new-checkout', 'off', author);
      const { who = '', why = '' } = (await store.readHead())?.kills['new-checkout'] ?? {};
      for (const text of [who, why]) {
        expect(text).toMatch(/…$/);
        expect(Buffer.byteLength(text)).toBeGreaterThan(190);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200);
      }
    });

    test.each(['', '  \t', '\u200b\n'])(
      'refuses a blank reason, %j, of every change',
      async (why) => {
        const store = await storeWithOneVersion();
        const author = { who: 'ann', why };
        const changes = [
          () => store.save(switchedOn, 1, author),
          () => store.kill('new-checkout', 'off', author),
          () => store.restore('new-checkout', author),
        ];
        for (const change of changes) {
          await expect(change()).rejects.toMatchObject({
            code: 'malformed_request',
            message: expect.stringContaining('say why'),
          });
        }
        expect(await store.history({ limit: 9 })).toHaveLength(1);
      },
    );

    test('refuses more than 200 kills at once, but not one more of a toggle that is killed', async () => {
      const store = await storeWithOneVersion();
      const kill = { ...BOB, variant: 'off', at: '2026-11-23T09:00:00.000Z' };
      const names = Array.from({ length: 200 }, (_, at) => `toggle-${at}`);
      const revives = Object.fromEntries(names.map((name) => [name, kill]));
      const flags = Object.fromEntries(names.map((name) => [name, toggle()]));
      const many = documentOf({ ...document.flags, ...flags });
      await store.save({ document: many, summary: 'many', keys: names, revives }, 1, BOB);
      await expect(store.kill('new-checkout', 'off', BOB)).rejects.toMatchObject({
        code: 'too_many_kills',
        message: expect.stringContaining('restore those that are over'),
      });
      await store.kill('toggle-7', 'on', ANN);
      await store.restore('toggle-8', ANN);
      expect(await store.kill('new-checkout', 'off', BOB)).toMatchObject({ kind: 'kill' });
      expect(Object.keys((await store.readHead())?.kills ?? {})).toHaveLength(200);
    });

    test.each(['__proto__', '', 'a b', 'x'.repeat(101)])('refuses a kill of %j', async (key) => {
      const store = await storeWithOneVersion();
      const kill = store.kill(key, 'off', ANN);
      await expect(kill).rejects.toMatchObject({ code: 'toggle_unknown' });
    });
  });
}
