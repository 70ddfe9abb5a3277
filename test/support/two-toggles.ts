import type { Act } from '../../cli/toggles/plan.ts';
import type { Edit } from '../../functions/toggles/edits/edit.ts';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { MemoryToggleStore } from '../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import { documentOf, toggle } from './toggle-builders.ts';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const metadata = { owner: 'shop', expires: '2030-01-01', description: 'A test' };
export const ann = { who: 'ann', why: 'to see' };
export const bob = { who: 'bob', why: 'it was broken' };

export const editing =
  (change: (document: ToggleDocument) => Edit): Act =>
  (store, author) =>
    editToggles(store, change, author);

/** `new-checkout` and `other`, both off. */
export async function storeWithTwo(): Promise<ToggleStore> {
  const store = new MemoryToggleStore(() => NOW);
  const document = documentOf({
    'new-checkout': toggle({ metadata }),
    other: toggle({ metadata }),
  });
  await store.save({ document, keys: ['new-checkout', 'other'], summary: 'put' }, 0, ann);
  return store;
}

export const notAsked = async () => false;

/** Somebody else is faster, once: between what was read and what is written. */
export function overtakenBy(store: ToggleStore, other: Act, times = 1): ToggleStore {
  let left = times;
  return {
    readHead: () => store.readHead(),
    readDocument: () => store.readDocument(),
    readVersion: (version) => store.readVersion(version),
    history: (query) => store.history(query),
    kill: (...args) => store.kill(...args),
    restore: (...args) => store.restore(...args),
    async save(...args) {
      if (left > 0) await other(store, bob);
      left -= 1;
      return store.save(...args);
    },
  };
}
