import { isDeepStrictEqual } from 'node:util';
import type { Mark } from './mark.ts';
import type { Deployment } from './release.ts';
import { apply, type Standing } from './standing.ts';

/**
 * The latest marks, and what stood before the first of them. All else is derived from these, so that a mark that comes
 * late or twice leads to the same records as one that came in time.
 */
export interface Ledger {
  /** Grows with each mark, so that of two writers at once only one wins. */
  readonly revision: number;
  readonly base: Standing;
  /** Time of the last mark that went into `base`: what is older than that comes too late. */
  readonly baseAt?: string;
  /** In the order of `at`; of those of one instant, in the order of their arrival. */
  readonly marks: readonly Mark[];
}

/** What has to be kept after a mark. */
export interface Entry {
  readonly ledger: Ledger;
  readonly changed: readonly Deployment[];
  /** Was taken for a deployment of its own before a mark that belongs to it came late. */
  readonly withdrawn: readonly Deployment[];
}

/** How many marks can still be put in order; a deployment has two. */
const MARKS_KEPT = 40;

export const EMPTY_LEDGER: Ledger = { revision: 0, base: { lived: [] }, marks: [] };

/** Enters one mark. One that is known, or older than all that is kept, changes nothing. */
export function enter(ledger: Ledger, mark: Mark): Entry {
  const isKnown = ledger.marks.some(({ markId }) => markId === mark.markId);
  const isTooLate = ledger.baseAt !== undefined && mark.at < ledger.baseAt;
  if (isKnown || isTooLate) return { ledger, changed: [], withdrawn: [] };

  const next = {
    ...ledger,
    revision: ledger.revision + 1,
    marks: [...ledger.marks, mark].sort(byTime),
  };
  const before = replay(ledger).deployments;
  const after = replay(next).deployments;
  return {
    ledger: compact(next),
    changed: [...after.values()].filter(
      (each) => !isDeepStrictEqual(each, before.get(each.deploymentId)),
    ),
    withdrawn: [...before.values()].filter(({ deploymentId }) => !after.has(deploymentId)),
  };
}

/** What stands now. */
export function standingOf(ledger: Ledger): Standing {
  return replay(ledger).standing;
}

function replay({ base, marks }: Ledger): {
  standing: Standing;
  deployments: Map<string, Deployment>;
} {
  const deployments = new Map<string, Deployment>();
  let standing = base;
  for (const mark of marks) {
    const step = apply(standing, mark);
    standing = step.standing;
    for (const each of step.changed) deployments.set(each.deploymentId, each);
  }
  return { standing, deployments };
}

function compact(ledger: Ledger): Ledger {
  const [oldest, ...marks] = ledger.marks;
  if (!oldest || ledger.marks.length <= MARKS_KEPT) return ledger;
  return { ...ledger, base: apply(ledger.base, oldest).standing, baseAt: oldest.at, marks };
}

/** Marks of one instant stay in the order of their arrival: the sort is stable. */
function byTime(a: Mark, b: Mark): number {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
}
