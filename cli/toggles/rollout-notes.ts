import { isWatched } from '../../functions/toggles/rollouts/rollout.ts';
import type { RolloutStore } from '../../functions/toggles/rollouts/rollout-store.ts';

/** What a list says of the toggles that a guarded rollout is under way for: `step 2 of 5, running`. By key. */
export async function rolloutNotes(
  rollouts: Pick<RolloutStore, 'listLive'>,
): Promise<ReadonlyMap<string, string>> {
  const live = await rollouts.listLive();
  return new Map(
    live
      .filter(isWatched)
      .map(({ key, steps, step, state }) => [key, `step ${step + 1} of ${steps.length}, ${state}`]),
  );
}
