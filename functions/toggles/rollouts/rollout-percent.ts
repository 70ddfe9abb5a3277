import { lastBranchOf } from '../edits/last-branch.ts';
import type { Toggle } from '../toggle.ts';

/**
 * To how many per cent of the users whom no condition names the toggle serves `variant`: what `rollOut` last set.
 * Undefined where its last branch is neither one variant nor a split of two: somebody has written rules of their own.
 */
export function rolloutPercent(toggle: Toggle, variant: string): number | undefined {
  const branch = lastBranchOf(toggle);
  if (!branch) return undefined;
  if ('variant' in branch) return branch.variant === variant ? 100 : 0;
  const total = branch.buckets.reduce((sum, { weight }) => sum + weight, 0);
  const served = branch.buckets.find((bucket) => bucket.variant === variant)?.weight ?? 0;
  return total > 0 ? Math.round((10_000 * served) / total) / 100 : undefined;
}
