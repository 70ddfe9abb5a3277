import { type StartTimer, systemTimer } from '../../functions/shared/timer.ts';
import { countExposures } from '../../functions/toggles/exposures/count-exposures.ts';
import type { ExposureCount } from '../../functions/toggles/exposures/exposure-store.ts';
import { MemoryExposureStore } from '../../functions/toggles/exposures/memory-exposure-store.ts';
import { bundledSnapshot } from '../../functions/toggles/reader/bundled-snapshot.ts';
import { SnapshotKeeper } from '../../functions/toggles/reader/snapshot-keeper.ts';
import { Toggles } from '../../functions/toggles/reader/toggles.ts';
import { MemoryToggleStore } from '../../functions/toggles/store/memory-toggle-store.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { documentOf, toggle } from './toggle-builders.ts';

export const ANN = { who: 'ann', why: 'test' };
export const NINE_MS = Date.parse('2026-11-23T09:00Z');
const WAIT_LIMIT_MS = 20;

export interface ReaderOptions {
  /** @default - one boolean toggle `it`, off for everybody */
  readonly flags?: Readonly<Record<string, Toggle>>;
  /** Bundled with the code. @default - none */
  readonly snapshot?: unknown;
  /** How far this container's clock is ahead of everybody else's. @default 0 */
  readonly skewMs?: number;
  /** @default 10000 */
  readonly flushIntervalMs?: number;
}

/** A whole reader over stores in memory that can fail or hang, on a clock that stands until it is moved. */
export async function createReader(options: ReaderOptions = {}) {
  const { flags = { it: toggle() }, skewMs = 0, flushIntervalMs = 10_000 } = options;
  let nowMs = NINE_MS;
  const now = () => nowMs + skewMs;
  const store = new MemoryToggleStore(() => nowMs);
  const document = documentOf(flags);
  const edit = { document, summary: 'made', keys: Object.keys(flags) };
  await store.save(edit, 0, ANN);
  const counts = new MemoryExposureStore(() => nowMs);
  const network = { toggles: 'up', document: 'up', counts: 'up', reads: 0, writes: 0 };
  const failures: unknown[] = [];
  const seen = { stale: 0, served: [] as number[], timeouts: 0 };
  const startTimer: StartTimer = (callback, ms) =>
    systemTimer(() => {
      seen.timeouts += 1;
      callback();
    }, ms);
  const answer = async (how: string) => {
    if (how === 'down') throw new Error('down');
    if (how === 'hanging') await new Promise(() => {});
  };

  const keeper = new SnapshotKeeper({
    store: {
      async readHead() {
        network.reads += 1;
        await answer(network.toggles);
        return store.readHead();
      },
      async readDocument() {
        await answer(network.document);
        return store.readDocument();
      },
    },
    now,
    startTimer,
    waitLimitMs: WAIT_LIMIT_MS,
    onFailure: (error) => failures.push(error),
    onStale: () => {
      seen.stale += 1;
    },
  });
  const exposures = countExposures({
    store: {
      async add(...added) {
        network.writes += 1;
        await answer(network.counts);
        await counts.add(...added);
      },
    },
    now,
    release: 'r1',
    flushIntervalMs,
    waitLimitMs: WAIT_LIMIT_MS,
    startTimer,
    onFlush: (served) => seen.served.push(served),
    onFailure: (error) => failures.push(error),
  });
  const fallback = options.snapshot === undefined ? undefined : bundledSnapshot(options.snapshot);
  const toggles = new Toggles({ keeper, fallback, exposures });

  return {
    toggles,
    store,
    network,
    failures,
    seen,
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** One invocation of the function, with this as its work. */
    invoke: <Result>(work: () => Result): Promise<Result> =>
      toggles.wrap(async () => work())(undefined, undefined),
    stored: (): Promise<readonly ExposureCount[]> =>
      counts.read({ from: '2026-11-23T00', to: '2026-11-23T23' }),
    events: () => counts.readEvents({ from: '2026-11-23T00', to: '2026-11-23T23' }),
  };
}
