import type { Command } from 'commander';
import { inWords, type Serving, servingOf } from '../../functions/toggles/serving.ts';
import {
  readStageToggles,
  type StageToggles,
  stageToggleOf,
} from '../../functions/toggles/stage-toggles.ts';
import { contextOf } from '../command-context.ts';
import { columns, type Output } from '../output.ts';
import { rolloutStoreOf, toggleStoreOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { expiryInWords, expiryOf } from './expiry.ts';
import { rolloutNotes } from './rollout-notes.ts';
import { unreadableLines } from './unreadable-lines.ts';

/** `afterprod toggles list`. */
export function addList(toggles: Command): void {
  toggles
    .command('list')
    .description('every toggle with what it serves, its owner and its last day')
    .action((_, command: Command) => list(command));
}

async function list(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const [state, rollouts, atMs] = await Promise.all([
    readStageToggles(toggleStoreOf(where)),
    rolloutNotes(rolloutStoreOf(where)),
    nowMs(where),
  ]);
  const rows = rowsOf(state, rollouts);
  const { unreadable } = state;
  output.answer({ toggles: rows, ...(unreadable && { unreadable }) }, () => [
    ...unreadableLines(state, output),
    ...lines(rows, atMs, output),
  ]);
}

interface Row extends Serving {
  readonly key: string;
  /** In words: `on to 25 %`. */
  readonly serves: string;
  /** Of the guarded rollout that is under way: `step 2 of 5, running`. */
  readonly rollout?: string;
  readonly owner?: unknown;
  readonly expires?: unknown;
}

function rowsOf(state: StageToggles, rollouts: ReadonlyMap<string, string>): readonly Row[] {
  return Object.keys(state.document.flags)
    .sort()
    .flatMap((key) => {
      const found = stageToggleOf(state, key);
      if (!found) return [];
      const { owner, expires } = found.toggle.metadata ?? {};
      const serving = servingOf(found);
      const rollout = rollouts.get(key);
      const told = { serves: inWords(serving), ...(rollout && { rollout }) };
      return [{ key, ...told, ...serving, owner, expires }];
    });
}

function lines(rows: readonly Row[], atMs: number, output: Output): readonly string[] {
  if (rows.length === 0) return ['No toggles in this stage yet.'];
  const [head = '', ...body] = columns([
    ['TOGGLE', 'SERVES', 'OWNER', 'EXPIRES'],
    ...rows.map(({ key, serves, rollout, owner, expires }) => [
      key,
      rollout ? `${serves} (${rollout})` : serves,
      String(owner ?? ''),
      expiryInWords(expires, atMs),
    ]),
  ]);
  return [head, ...body.map((line, at) => painted(line, rows[at], atMs, output))];
}

function painted(line: string, row: Row | undefined, atMs: number, { paint }: Output): string {
  if (row?.state === 'killed') return paint('red', line);
  return expiryOf(row?.expires, atMs) === 'past' ? paint('yellow', line) : line;
}
