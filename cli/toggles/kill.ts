import type { Command } from 'commander';
import { killVariantOf } from '../../functions/toggles/edits/kill-variant.ts';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { CorruptDocument } from '../../functions/toggles/store/corrupt-document.ts';
import { readLatest } from '../../functions/toggles/store/read-latest.ts';
import type { Kill, ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { CliError } from '../cli-error.ts';
import { moment } from '../moment.ts';
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
      changeStage(
        command,
        async (store, author) => {
          const served = await variantToServe(store, key, variant);
          if (!isReason(command) && (await isKilledSo(store, key, served))) return;
          await store.kill(key, served, author);
        },
        ({ kills }) => killedAlready(key, Object.hasOwn(kills, key) ? kills[key] : undefined),
      ),
    );
}

function killedAlready(key: string, kill: Kill | undefined): string | undefined {
  if (!kill) return undefined;
  const { who, why, variant, at } = kill;
  return `${who} killed ${key} already (${moment(at)}: ${why}), it serves ${variant}; with --why it is a kill of yours`;
}

/** Whether the reason was typed. */
const isReason = (command: Command) => command.getOptionValueSource('why') === 'cli';

/** A kill without a reason must not hide the reason of the one in force. */
async function isKilledSo(store: ToggleStore, key: string, variant: string): Promise<boolean> {
  const kills = (await store.readHead())?.kills ?? {};
  return Object.hasOwn(kills, key) && kills[key]?.variant === variant;
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
