import type { Command } from 'commander';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { enableToggle } from '../../functions/toggles/edits/enable-toggle.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles enable <key>`. */
export function addEnable(toggles: Command): void {
  changingCommand(toggles, 'enable <key>', 'serve the on variant to everybody').action(
    (key: string, _, command: Command) =>
      changeStage(command, (store, author) =>
        editToggles(store, (document) => enableToggle(document, key), author),
      ),
  );
}
