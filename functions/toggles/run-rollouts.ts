import type { Rollout } from './rollout.ts';
import { type RolloutTools, runRollout } from './run-rollout.ts';

/**
 * One run over all rollouts, one after the other: they edit the same document. One that fails stops no other; the run
 * rejects at its end, so that somebody hears of it.
 */
export async function runRollouts(
  owner: string,
  tools: RolloutTools,
  onFailure: (rollout: Rollout, error: unknown) => void,
): Promise<void> {
  const errors: unknown[] = [];
  const live = await tools.rollouts.listLive();
  for (const rollout of live) {
    try {
      await runRollout(rollout.key, owner, tools);
    } catch (error) {
      onFailure(rollout, error);
      errors.push(error);
    }
  }
  if (errors.length === 0) return;
  const message = `${errors.length} of ${live.length} rollouts could not be looked at`;
  throw new AggregateError(errors, message);
}
