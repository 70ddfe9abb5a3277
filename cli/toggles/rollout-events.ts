import type { RolloutEvent } from '../../functions/toggles/rollouts/rollout.ts';
import type { RolloutStore } from '../../functions/toggles/rollouts/rollout-store.ts';
import { moment } from '../moment.ts';
import { type Output, printable } from '../output.ts';

/** What the guarded rollouts of a toggle did and waited for, and who steered them: newest first, those of the past too. */
export async function rolloutEvents(
  store: Pick<RolloutStore, 'find' | 'past'>,
  key: string,
  limit: number,
): Promise<readonly RolloutEvent[]> {
  const [latest, past] = await Promise.all([store.find(key), store.past(key)]);
  const events = [...past, ...(latest ? [latest] : [])].flatMap((rollout) => rollout.events);
  return events.reverse().slice(0, limit);
}

export function rolloutEventLines(
  events: readonly RolloutEvent[],
  { paint }: Pick<Output, 'paint'>,
): readonly string[] {
  if (events.length === 0) return [];
  const lines = events.flatMap(({ at, who, what }) => [
    `${moment(at)}  ${printable(who)}`,
    `    ${paint('dim', printable(what))}`,
  ]);
  return ['', paint('bold', 'Guarded rollouts'), ...lines];
}
