import fc from 'fast-check';
import { SimulatedContainer } from '../../../../bench/toggles/simulated-container.ts';
import { SimulatedWorld } from '../../../../bench/toggles/simulated-world.ts';
import { SnapshotKeeper } from '../../../../functions/toggles/reader/snapshot-keeper.ts';
import type { ToggleHead } from '../../../../functions/toggles/store/toggle-store.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const WAIT_LIMIT_MS = 1_000;

/** One read: how long until the table looks, how long until its answer is back, and whether there is one. */
interface Read {
  readonly looksAfterMs: number;
  readonly backAfterMs: number;
  readonly outcome: 'answer' | 'failure' | 'silence';
}

const reads = fc.record<Read>({
  // up to a minute: the SDK repeats what failed before the container was frozen
  looksAfterMs: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 60_000 })),
  backAfterMs: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 5_000 })),
  outcome: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Read['outcome']>('answer') },
    { weight: 2, arbitrary: fc.constant<Read['outcome']>('failure') },
    { weight: 1, arbitrary: fc.constant<Read['outcome']>('silence') },
  ),
});

interface Call {
  readonly gapMs: number;
  readonly workMs: number;
  readonly settles: boolean;
}

const calls = fc.array(
  fc.record<Call>({
    gapMs: fc.oneof(fc.nat({ max: 500 }), fc.nat({ max: 40_000 })),
    workMs: fc.nat({ max: 3_000 }),
    settles: fc.boolean(),
  }),
  { minLength: 2, maxLength: 25 },
);

/** Every version that a container served, and every wait, while the table gets a kill or an edit twice a second. */
async function serve(script: readonly Read[], steps: readonly Call[]) {
  const world = new SimulatedWorld(1);
  const startMs = world.now();
  const container = new SimulatedContainer(world);
  const versionsNow = () => {
    const changes = Math.floor((world.now() - startMs) / 500);
    return { docVersion: 1 + Math.floor(changes / 2), killVersion: Math.ceil(changes / 2) };
  };
  let asked = 0;
  const read = <T>(look: () => T): Promise<T> => {
    const { looksAfterMs, backAfterMs, outcome } = script[asked++ % script.length] as Read;
    return new Promise((resolve, reject) => {
      world.after(looksAfterMs, () => {
        const seen = look();
        if (outcome === 'silence') return;
        const arrive = () => (outcome === 'answer' ? resolve(seen) : reject(new Error('down')));
        world.after(backAfterMs, () => container.receive(arrive));
      });
    });
  };
  const keeper = new SnapshotKeeper({
    store: {
      readHead: () => read((): ToggleHead => ({ ...versionsNow(), kills: {} })),
      readDocument: () =>
        read(() => ({ ...versionsNow(), document: documentOf({ it: toggle() }) })),
    },
    now: world.now,
    startTimer: container.startTimer,
    waitLimitMs: WAIT_LIMIT_MS,
    onFailure: () => {},
  });

  const served: { docVersion: number; killVersion: number }[] = [];
  const waitsMs: number[] = [];
  const timed = async (work: Promise<void>) => {
    const fromMs = world.now();
    await work;
    waitsMs.push(world.now() - fromMs);
  };
  const look = () => served.push(keeper.current ?? { docVersion: 0, killVersion: 0 });
  const run = async ([step, ...rest]: readonly Call[]): Promise<void> => {
    if (!step) return;
    await container.invoke(async () => {
      await timed(keeper.refresh());
      look();
      await container.sleep(step.workMs);
      look();
      if (step.settles) await timed(keeper.settle());
    });
    world.after(step.gapMs, () => run(rest));
  };
  world.after(0, () => run(steps));
  await world.run();
  return { served, waitsMs };
}

test('whatever the store does, no call waits longer than the limit and no version goes back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(reads, { minLength: 1, maxLength: 30 }),
      calls,
      async (script, steps) => {
        const { served, waitsMs } = await serve(script, steps);
        expect(served).toHaveLength(2 * steps.length); // every call came to its end
        expect(Math.max(...waitsMs)).toBeLessThanOrEqual(WAIT_LIMIT_MS);
        for (const part of ['docVersion', 'killVersion'] as const) {
          const versions = served.map((snapshot) => snapshot[part]);
          expect(versions).toEqual([...versions].sort((a, b) => a - b));
        }
      },
    ),
    { numRuns: 300 },
  );
});
