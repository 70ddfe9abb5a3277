import type { Command } from 'commander';
import { undoChange } from '../../functions/toggles/edits/undo-change.ts';
import { wholeNumber } from '../whole-number.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles undo [key]`: the last change that still counts, be it an edit, a kill or a restore. */
export function addUndo(toggles: Command): void {
  changingCommand(
    toggles,
    'undo [key]',
    'take back the last change, kills included; again: the one before it',
  )
    .option(
      '--to <version>',
      'instead: all toggles as in this version of the document; kills stay',
      wholeNumber,
    )
    .action((key: string | undefined, { to }: { to?: number }, command: Command) => {
      if (key !== undefined && to !== undefined) {
        command.error('error: --to brings back all toggles: leave out the key', { exitCode: 2 });
      }
      return changeStage(command, (store, author) => undoChange(store, { key, to }, author));
    });
}
