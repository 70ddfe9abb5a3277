import type { Rollout } from './rollout.ts';
import { type RolloutTools, runRollout } from './run-rollout.ts';

/** They edit the same document, so that many at once get in each other's way; one that is slow must not hold up all. */
const MAX_AT_ONCE = 5;

/**
 * One run over all rollouts, a few at once. One that fails stops no other; the run rejects at its end, so that somebody
 * hears of it.
 */
export async function runRollouts(
  owner: string,
  tools: RolloutTools,
  onFailure: (rollout: Rollout, error: unknown) => void,
): Promise<void> {
  const errors: unknown[] = [];
  const live = await tools.rollouts.listLive();
  const queue = live.values();
  const lanes = Array.from({ length: Math.min(MAX_AT_ONCE, live.length) }, async () => {
    for (const rollout of queue) {
      await runRollout(rollout.key, owner, tools).catch((error: unknown) => {
        onFailure(rollout, error);
        errors.push(error);
      });
    }
  });
  await Promise.all(lanes);
  if (errors.length === 0) return;
  const message = `${errors.length} of ${live.length} rollouts could not be looked at`;
  throw new AggregateError(errors, message);
}
