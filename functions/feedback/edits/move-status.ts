import { Problem } from '../../shared/problem.ts';
import type { Status } from '../status.ts';

/**
 * What may follow. `new` is what nobody has looked at, so nothing gets back there; what is closed was told to its
 * sender, so it is opened again before it is closed in another way.
 */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  new: ['planned', 'in-progress', 'shipped', 'declined'],
  planned: ['in-progress', 'shipped', 'declined'],
  'in-progress': ['planned', 'shipped', 'declined'],
  shipped: ['planned', 'in-progress'],
  declined: ['planned', 'in-progress'],
};

/** Whether people may change the one status to the other. A status is no change from itself. */
export function mayMove(from: Status, to: Status): boolean {
  return NEXT[from].includes(to);
}

/** Throws `feedback_conflict`, which names what may follow. */
export function requireMove(from: Status, to: Status): void {
  if (mayMove(from, to)) return;
  const choices = NEXT[from].join(', ');
  throw new Problem(
    'feedback_conflict',
    `It is ${from}, which ${to} cannot follow. Choose: ${choices}`,
  );
}
