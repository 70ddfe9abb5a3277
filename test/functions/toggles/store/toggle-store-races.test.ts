import fc from 'fast-check';
import { diffDocuments } from '../../../../functions/toggles/edits/diff-documents.ts';
import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { undoChange } from '../../../../functions/toggles/edits/undo-change.ts';
import type { HistoryEntry } from '../../../../functions/toggles/store/change.ts';
import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleStore } from '../../../../functions/toggles/store/toggle-store.ts';
import { EMPTY_DOCUMENT } from '../../../../functions/toggles/toggle-document.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const KEYS = ['a', 'b', 'constructor'];
const FIRST = documentOf(Object.fromEntries(KEYS.map((key) => [key, toggle()])));
const DYNAMO_RUNS = 8;
const now = () => Date.parse('2026-11-23T09:00Z');
const tables = oneTableEach(DYNAMO_RUNS);

interface Writer {
  readonly store: ToggleStore;
  readonly author: { readonly who: string; readonly why: string };
}

/** Gives how many changes it made: one, or none. */
type Act = (writer: Writer) => Promise<number>;

const key = fc.constantFrom(...KEYS);
const variant = fc.constantFrom('on', 'off');

const edit = fc.tuple(key, variant).map(
  ([it, value]): Act =>
    async ({ store, author }) => {
      await editToggles(store, (document) => setDefaultVariant(document, it, value), author);
      return 1;
    },
);

const reset = fc.constant<Act>(async ({ store, author }) => {
  const all = { document: FIRST, summary: 'all as it was', keys: KEYS };
  await editToggles(store, () => all, author);
  return 1;
});

const kill = fc.tuple(key, variant).map(
  ([it, value]): Act =>
    async ({ store, author }) => {
      await store.kill(it, value, author);
      return 1;
    },
);

const restore = key.map(
  (it): Act =>
    async ({ store, author }) =>
      (await store.restore(it, author)) ? 1 : 0,
);

const undo = fc
  .oneof(
    fc.constant({}),
    key.map((it) => ({ key: it })),
    fc.integer({ min: 1, max: 4 }).map((to) => ({ to })),
  )
  .map(
    (request): Act =>
      async ({ store, author }) => {
        await undoChange(store, request, author);
        return 1;
      },
  );

/** What ann does, and what bob does at the same moment. */
const turn = fc.array(fc.oneof(edit, edit, reset, kill, kill, restore, undo, undo), {
  minLength: 1,
  maxLength: 2,
});
const turns = fc.array(turn, { minLength: 1, maxLength: 10 });

const REFUSALS = [
  'toggle_conflict',
  'toggle_unchanged',
  'toggle_unknown',
  'toggle_version_unknown',
];

/** Gives how many changes came of it. What is refused has a reason, and changes nothing. */
async function take(acts: readonly Act[], store: ToggleStore): Promise<number> {
  const writers = ['ann', 'bob'].map((who) => ({ store, author: { who, why: 'why not' } }));
  const done = acts.map(async (act, index) => {
    try {
      return await act(writers[index] ?? fail());
    } catch (error) {
      expect(REFUSALS).toContain(Object(error).code);
      return 0;
    }
  });
  return (await Promise.all(done)).reduce((sum, count) => sum + count, 0);
}

function fail(): never {
  throw new Error('two writers at most');
}

/** All that the history, the versions and the head of a store must agree upon. */
async function checkStore(store: ToggleStore, changes: number): Promise<void> {
  const head = await store.readHead();
  const history = [...(await store.history({ limit: 1_000 }))].reverse();
  const edits = history.filter(({ kind }) => kind === 'edit');
  expect(history.map(({ revision }) => revision)).toEqual(range(changes));
  expect(edits.map(({ docVersion }) => docVersion)).toEqual(range(edits.length));
  expect(head).toMatchObject({
    docVersion: edits.length,
    killVersion: changes - edits.length,
    kills: killsOf(history),
  });
  for (const entry of edits) await checkEdit(store, entry);
  const latest = await store.readVersion(edits.length);
  expect(await store.readDocument()).toEqual({ docVersion: edits.length, document: latest });
}

/** An edit that changes more than it says has overwritten somebody else's. */
async function checkEdit(store: ToggleStore, { docVersion, keys }: HistoryEntry): Promise<void> {
  const before = (await store.readVersion(docVersion - 1)) ?? EMPTY_DOCUMENT;
  const after = (await store.readVersion(docVersion)) ?? EMPTY_DOCUMENT;
  const changed = diffDocuments(before, after).map((difference) => difference.key);
  expect(keys).toEqual(expect.arrayContaining(changed));
}

/** The kills in force, told from the history alone. */
function killsOf(history: readonly HistoryEntry[]): object {
  const kills = new Map<string, object>();
  for (const entry of history) {
    if (entry.kind === 'edit') applyEdit(kills, entry);
    else applyAct(kills, entry);
  }
  return Object.fromEntries(kills);
}

function applyEdit(kills: Map<string, object>, entry: HistoryEntry): void {
  for (const [it, kill] of Object.entries(entry.revivedKills ?? {})) kills.set(it, kill);
  for (const it of Object.keys(entry.endedKills ?? {})) expect(kills.delete(it)).toBe(true);
}

function applyAct(kills: Map<string, object>, entry: HistoryEntry): void {
  const { kind, keys, who, why, at, variant: it, before } = entry;
  const [killed = ''] = keys;
  const { at: _, ...prior } = Object(kills.get(killed));
  expect(before ?? {}).toEqual(prior);
  if (kind === 'kill') kills.set(killed, { variant: it, who, why, at });
  else kills.delete(killed);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Step by step to the first version, and then to nothing. */
async function undoAll(store: ToggleStore): Promise<void> {
  for (;;) {
    const { document } = (await store.readDocument()) ?? {};
    const undone = await undoOne(store);
    if (!undone) break;
    if (undone.revision > 1) continue;
    const [last] = await store.history({ limit: 1 });
    const first = Object.entries(FIRST.flags).filter(([it]) => last?.keys.includes(it)); // others were undone on their own
    expect(document).toEqual(documentOf(Object.fromEntries(first)));
  }
  expect((await store.readHead())?.kills).toEqual({});
  expect(await store.readDocument()).toMatchObject({ document: EMPTY_DOCUMENT });
}

async function undoOne(store: ToggleStore): Promise<HistoryEntry | undefined> {
  try {
    return await undoChange(store, {}, { who: 'ann', why: 'back to the start' });
  } catch (error) {
    expect(error).toMatchObject({ code: 'toggle_unchanged' });
    return undefined;
  }
}

test.each([
  ['memory', () => new MemoryToggleStore(now), 200],
  ['DynamoDB', () => new DynamoToggleStore(tables.client, tables.next(), now), DYNAMO_RUNS],
])(
  'two writers on %s lose nothing, go never back, and can undo it all',
  async (_, createStore, numRuns) => {
    const property = fc.asyncProperty(turns, async (taken) => {
      const store: ToggleStore = createStore();
      const created = { document: FIRST, summary: 'created', keys: KEYS };
      await store.save(created, 0, { who: 'ann', why: 'a first version' });
      let changes = 1;
      for (const acts of taken) {
        changes += await take(acts, store);
        await checkStore(store, changes);
      }
      await undoAll(store);
    });
    await fc.assert(property, { numRuns, endOnFailure: false });
  },
  60_000,
);
