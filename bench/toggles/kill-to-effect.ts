import { SnapshotKeeper } from '../../functions/toggles/reader/snapshot-keeper.ts';
import { SimulatedContainer } from './simulated-container.ts';
import { SimulatedStore } from './simulated-store.ts';
import { SimulatedWorld } from './simulated-world.ts';

/** Makes what answers in one container out of what its keeper holds. */
export type CreateAnswer = (keeper: SnapshotKeeper) => () => boolean;

export interface Scenario {
  readonly seed: number;
  /** From one call of a container to its next; drawn anew each time. */
  readonly gapMs: { readonly from: number; readonly to: number };
  readonly createAnswer: CreateAnswer;
  readonly waitLimitMs: number;
  /** Whether the function awaits `settle` before it returns: without it, reads are frozen on their way. */
  readonly settles: boolean;
  /** @default 8 */
  readonly containers?: number;
  /** @default 600_000 */
  readonly lengthMs?: number;
}

export interface Effect {
  /** Most that an answer was behind the store, in milliseconds; 0 where none was. */
  readonly worstMs: number;
  readonly answers: number;
  readonly headReads: number;
  readonly documentReads: number;
}

/** A change must be seen everywhere before the next one, or its age would be taken for the next one's. */
const CHANGE_EVERY_MS = { from: 45_000, to: 75_000 };
const WORK_MS = { from: 2, to: 90 };
/** It asks after each of them. */
const PARTS_OF_WORK = 3;

/** How long a change takes to reach every answer of some containers that are frozen whenever they have no call. */
export async function simulateKills(scenario: Scenario): Promise<Effect> {
  const { seed, containers = 8, lengthMs = 600_000 } = scenario;
  const world = new SimulatedWorld(seed);
  const store = new SimulatedStore(world);
  const endMs = world.now() + lengthMs;
  const seen = { worstMs: 0, answers: 0 };
  scheduleChanges(world, store, endMs);
  for (let count = 0; count < containers; count += 1) {
    scheduleCalls(world, store, endMs, scenario, (value) => {
      seen.answers += 1;
      if (value !== store.value) {
        seen.worstMs = Math.max(seen.worstMs, world.now() - store.changedAtMs);
      }
    });
  }
  await world.run();
  return { ...seen, headReads: store.headReads, documentReads: store.documentReads };
}

function scheduleChanges(world: SimulatedWorld, store: SimulatedStore, endMs: number): void {
  const { from, to } = CHANGE_EVERY_MS;
  for (let atMs = world.now() + from; atMs < endMs; atMs += world.between(from, to)) {
    world.at(atMs, () => store.changeAfterNextRead());
  }
}

function scheduleCalls(
  world: SimulatedWorld,
  store: SimulatedStore,
  endMs: number,
  { gapMs, createAnswer, waitLimitMs, settles }: Scenario,
  check: (value: boolean) => void,
): void {
  const container = new SimulatedContainer(world);
  const keeper = new SnapshotKeeper({
    store: store.from(container),
    now: world.now,
    startTimer: container.startTimer,
    waitLimitMs,
    onFailure: (error) => {
      throw error;
    },
  });
  const answer = createAnswer(keeper);
  const call = async () => {
    await keeper.refresh();
    check(answer());
    for (let part = 0; part < PARTS_OF_WORK; part += 1) {
      await container.sleep(world.between(WORK_MS.from, WORK_MS.to) / PARTS_OF_WORK);
      check(answer());
    }
    if (settles) await keeper.settle();
  };
  const next = async () => {
    const startedMs = world.now();
    await container.invoke(call);
    const nextMs = startedMs + world.between(gapMs.from, gapMs.to);
    if (nextMs < endMs) world.at(nextMs, next);
  };
  world.after(world.between(0, gapMs.to), next);
}
