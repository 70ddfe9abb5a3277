import type { Command } from 'commander';
import { disableToggle } from '../../functions/toggles/edits/disable-toggle.ts';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles disable <key>`. */
export function addDisable(toggles: Command): void {
  changingCommand(toggles, 'disable <key>', 'serve the off variant to everybody').action(
    (key: string, _, command: Command) =>
      changeStage(command, (store, author) =>
        editToggles(store, (document) => disableToggle(document, key), author),
      ),
  );
}
