import type { Command } from 'commander';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { removeToggle } from '../../functions/toggles/edits/remove-toggle.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles remove <key>`. */
export function addRemove(toggles: Command): void {
  changingCommand(
    toggles,
    'remove <key>',
    'take the toggle away; code that still reads it gets its own default',
  ).action((key: string, _, command: Command) =>
    changeStage(command, (store, author) =>
      editToggles(store, (document) => removeToggle(document, key), author),
    ),
  );
}
