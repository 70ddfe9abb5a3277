import type { SpentSolution } from '../challenge/check-solution.ts';
import type { ItemKey } from './feedback-items.ts';
import type { Expiring } from './feedback-lifetime.ts';

/** It is there exactly when its solution was spent. */
export function solutionItem({
  solutionHash,
  expiresAtEpochSeconds,
}: SpentSolution): ItemKey & Expiring {
  return { pk: `SOLUTION#${solutionHash}`, sk: 'SOLUTION', expiresAtEpochSeconds };
}
