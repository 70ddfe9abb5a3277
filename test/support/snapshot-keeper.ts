import { SnapshotKeeper } from '../../functions/toggles/reader/snapshot-keeper.ts';
import { MemoryToggleStore } from '../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleHead } from '../../functions/toggles/store/toggle-store.ts';
import { documentOf, toggle } from './toggle-builders.ts';

export const ANN = { who: 'ann', why: 'test' };

interface Network {
  isDown: boolean;
  headReads: number;
  documentReads: number;
  answer: () => Promise<void>;
  /** What stands in the table instead. @default - what the store has */
  head?: () => ToggleHead | undefined;
}

/** A keeper over a store that can be down or slow, on a clock that stands. */
export async function createKeeper() {
  let nowMs = Date.parse('2026-11-23T09:00Z');
  const store = new MemoryToggleStore(() => nowMs);
  await store.save(
    { document: documentOf({ it: toggle() }), summary: 'made', keys: ['it'] },
    0,
    ANN,
  );
  const network: Network = {
    isDown: false,
    headReads: 0,
    documentReads: 0,
    answer: async () => {},
  };
  const failures: unknown[] = [];

  const keeper = new SnapshotKeeper({
    store: {
      async readHead(): Promise<ToggleHead | undefined> {
        network.headReads += 1;
        if (network.isDown) throw new Error('down');
        const head = network.head ? network.head() : await store.readHead(); // of the moment of asking
        await network.answer();
        return head;
      },
      readDocument() {
        network.documentReads += 1;
        return store.readDocument();
      },
    },
    now: () => nowMs,
    waitLimitMs: 20,
    onFailure: (error) => failures.push(error),
  });
  return {
    keeper,
    store,
    network,
    failures,
    pass: (ms: number) => {
      nowMs += ms;
    },
    invoke: async () => {
      await keeper.refresh();
      const seen = keeper.current;
      await keeper.settle();
      return seen;
    },
  };
}
