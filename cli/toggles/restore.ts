import type { Command } from 'commander';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { EMPTY_DOCUMENT } from '../../functions/toggles/toggle-document.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles restore <key>`. */
export function addRestore(toggles: Command): void {
  changingCommand(toggles, 'restore <key>', 'end a kill: the rules count again').action(
    (key: string, _, command: Command) =>
      changeStage(command, async (store, author) => {
        const head = await store.readHead();
        if (!Object.hasOwn(head?.kills ?? {}, key)) {
          const latest = await store.readDocument(); // a removed toggle's kill can be ended, too
          requireToggle(latest?.document ?? EMPTY_DOCUMENT, key);
        }
        await store.restore(key, author);
      }),
  );
}
