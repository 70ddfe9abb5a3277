import type { Command } from 'commander';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { promoteToggles } from '../../functions/toggles/edits/promote-toggles.ts';
import { readStageToggles } from '../../functions/toggles/stage-toggles.ts';
import { contextOf } from '../command-context.ts';
import { toggleStoreOf } from '../stores.ts';
import { changeStageOf } from './change-stage.ts';
import { type ChangingOptions, changingCommand } from './changing-command.ts';
import { twoStages } from './two-stages.ts';

/** `afterprod toggles promote beta prod [keys…]`. */
export function addPromote(toggles: Command): void {
  changingCommand(
    toggles,
    'promote <from> <to> [keys...]',
    'make toggles of one stage as they are in another, with the segments that they use; kills stay',
  ).action((from: string, to: string, keys: readonly string[], _, command: Command) =>
    promote(from, to, keys, command),
  );
}

async function promote(
  from: string,
  to: string,
  keys: readonly string[],
  command: Command,
): Promise<void> {
  const [source, destination] = await twoStages(command, from, to);
  const { document } = await readStageToggles(toggleStoreOf(source));
  const wanted = keys.length === 0 ? undefined : keys;
  const { output } = contextOf(command);
  await changeStageOf(destination, output, command.opts<ChangingOptions>(), (store, author) =>
    editToggles(store, (current) => promoteToggles(document, current, wanted), author),
  );
}
