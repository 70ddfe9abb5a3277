import type { Command } from 'commander';
import { killVariantOf } from '../../functions/toggles/edits/kill-variant.ts';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { CorruptDocument } from '../../functions/toggles/store/corrupt-document.ts';
import { readLatest } from '../../functions/toggles/store/read-latest.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { CliError } from '../cli-error.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles kill <key>`: one write that waits for nobody. */
export function addKill(toggles: Command): void {
  changingCommand(
    toggles,
    'kill <key>',
    'serve the safe variant to everybody at once, whatever the rules say, until restore',
  )
    .option('--variant <name>', "instead of the toggle's safe variant")
    .action((key: string, { variant }: { variant?: string }, command: Command) =>
      changeStage(command, async (store, author) => {
        await store.kill(key, await variantToServe(store, key, variant), author);
      }),
    );
}

/** Where the document cannot be read, whoever kills has to know the variant; readers serve the safe one if it is none. */
async function variantToServe(
  store: ToggleStore,
  key: string,
  wanted: string | undefined,
): Promise<string> {
  try {
    const { document } = await readLatest(store);
    return killVariantOf(key, requireToggle(document, key), wanted);
  } catch (error) {
    if (!(error instanceof CorruptDocument)) throw error;
    if (wanted !== undefined) return wanted;
    throw new CliError(`${error.message}. To kill it all the same, add --variant`, {
      cause: error,
    });
  }
}
