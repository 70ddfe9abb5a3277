import type { Command } from 'commander';
import type { HistoryEntry } from '../../functions/toggles/store/change.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { contextOf } from '../command-context.ts';
import { rolloutStoreOf, toggleStoreOf } from '../stores.ts';
import { wholeNumber } from '../whole-number.ts';
import { historyLines } from './history-words.ts';
import { KeyHistory } from './key-history.ts';
import { rolloutEventLines, rolloutEvents } from './rollout-events.ts';

const DEFAULT_LIMIT = 20;

interface HistoryOptions {
  readonly limit: number;
  readonly before?: number;
}

/** `afterprod toggles history [key]`. */
export function addHistory(toggles: Command): void {
  toggles
    .command('history [key]')
    .description(
      'who changed what, when and why, the newest first; of one toggle: before and after, and its guarded rollouts',
    )
    .option('--limit <count>', 'how many', wholeNumber, DEFAULT_LIMIT)
    .option('--before <revision>', 'only what came before it: the next page', wholeNumber)
    .action((key: string | undefined, options: HistoryOptions, command: Command) =>
      history(key, options, command),
    );
}

async function history(
  key: string | undefined,
  { limit, before }: HistoryOptions,
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const store = toggleStoreOf(where);
  const query = {
    limit,
    ...(key !== undefined && { key }),
    ...(before !== undefined && { before }),
  };
  const entries = await store.history(query);
  const told = key === undefined ? entries : await withEffects(store, key, entries);
  const guarded = key === undefined ? [] : await rolloutEvents(rolloutStoreOf(where), key, limit);
  const next = entries.length === limit ? entries.at(-1)?.revision : undefined;
  output.answer(
    {
      history: told,
      ...(guarded.length > 0 && { rollouts: guarded }),
      ...(next !== undefined && { next }),
    },
    () => [
      ...(entries.length === 0 ? ['No changes.'] : []),
      ...told.flatMap((entry) => historyLines(entry, output)),
      ...(next === undefined ? [] : [output.paint('dim', `Older ones: --before ${next}`)]),
      ...rolloutEventLines(guarded, output),
    ],
  );
}

/** Each with what it did to this toggle. */
async function withEffects(store: ToggleStore, key: string, entries: readonly HistoryEntry[]) {
  const states = new KeyHistory(store, key);
  return Promise.all(
    entries.map(async (entry) => ({ ...entry, ...(await states.effectOf(entry)) })),
  );
}
