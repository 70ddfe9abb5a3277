import type { Command } from 'commander';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../functions/toggles/edits/set-default-variant.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles set <key> <variant>`. */
export function addSet(toggles: Command): void {
  changingCommand(
    toggles,
    'set <key> <variant>',
    'serve this variant to everybody whom no targeting rule names',
  ).action((key: string, variant: string, _, command: Command) =>
    changeStage(command, (store, author) =>
      editToggles(store, (document) => setDefaultVariant(document, key, variant), author),
    ),
  );
}
