import type { ReleaseStore } from '../../releases/release-store.ts';
import { atOnce } from '../../shared/at-once.ts';
import type { NowMs } from '../../shared/clock.ts';
import { Problem } from '../../shared/problem.ts';
import { type Edit, editFeedback } from '../edits/edit-feedback.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { type LiveRelease, readReleases } from './live-release.ts';
import { type IsOn, shipWith } from './ship-with.ts';
import { takeBack } from './take-back.ts';

export interface SweepDependencies {
  readonly store: Pick<FeedbackStore, 'pending' | 'idsShippedBy' | 'read' | 'replace'>;
  readonly releases: Pick<ReleaseStore, 'ledger' | 'commitsOf'>;
  /** Reads what toggles serve now; asked where a link is behind one. */
  readonly readToggles: () => Promise<IsOn>;
  /** Told of each piece that could not be changed, or of the toggles that could not be read. */
  readonly onFailure: (what: string, error: unknown) => void;
  readonly now: NowMs;
}

export interface Swept {
  readonly shipped: number;
  readonly takenBack: number;
  readonly failed: number;
}

interface Task {
  readonly id: string;
  readonly edit: Edit;
}

/** A piece takes a read and a write: 300 of them a second. */
const AT_ONCE = 8;

/**
 * Brings feedback into line with what is live. It looks at all that waits, not at what has happened: an event that comes
 * late, twice or not at all makes no difference to where it ends. What fails holds up nothing else.
 */
export async function sweep(dependencies: SweepDependencies): Promise<Swept> {
  const { store, releases, now } = dependencies;
  const { live, takenBack } = await readReleases(releases);
  if (!live) return { shipped: 0, takenBack: 0, failed: 0 };
  const shippedBy = takenBack.map(async (release) =>
    (await store.idsShippedBy(release)).map((id) => ({ id, edit: takeBack(release, live, now) })),
  );
  const back = await carryOut((await Promise.all(shippedBy)).flat(), dependencies);
  const waiting = await tasksOf(live, dependencies);
  const forth = await carryOut(waiting.tasks, dependencies);
  const failed = back.failed + forth.failed + waiting.failed;
  return { shipped: forth.done, takenBack: back.done, failed };
}

/** What waits for a change that is live. */
async function tasksOf(
  live: LiveRelease,
  { store, readToggles, onFailure, now }: SweepDependencies,
): Promise<{ readonly tasks: readonly Task[]; readonly failed: number }> {
  const links = (await store.pending()).flatMap(({ id, links }) => {
    const there = links.filter(({ text }) => live.holds(text));
    return there.length > 0 ? [{ id, there }] : [];
  });
  const edits = (isOn: IsOn) => links.map(({ id }) => ({ id, edit: shipWith(live, isOn, now) }));
  const isBehind = links.some(({ there }) => there.some(({ toggle }) => toggle !== undefined));
  try {
    return { tasks: edits(isBehind ? await readToggles() : () => false), failed: 0 };
  } catch (error) {
    onFailure('toggles', error);
    return { tasks: edits(() => false), failed: 1 };
  }
}

async function carryOut(
  tasks: readonly Task[],
  { store, onFailure }: SweepDependencies,
): Promise<{ readonly done: number; readonly failed: number }> {
  let [done, failed] = [0, 0];
  await atOnce(AT_ONCE, tasks, async ({ id, edit }) => {
    try {
      if (await isChanged(store, id, edit)) done += 1;
    } catch (error) {
      failed += 1;
      onFailure(id, error);
    }
  });
  return { done, failed };
}

/** Whether the edit changed it. What was erased meanwhile, or is over its time, needs no change. */
async function isChanged(store: SweepDependencies['store'], id: string, edit: Edit) {
  let change: ReturnType<Edit>;
  try {
    await editFeedback(store, id, (record) => {
      change = edit(record);
      return change;
    });
    return change !== undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return false;
    throw error;
  }
}
