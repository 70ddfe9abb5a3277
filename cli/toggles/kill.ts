import type { Command } from 'commander';
import { Problem } from '../../functions/shared/problem.ts';
import { requireToggle } from '../../functions/toggles/require-toggle.ts';
import { safeVariantOf, type Toggle } from '../../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT } from '../../functions/toggles/toggle-document.ts';
import { changeToggles } from './changing.ts';
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
      changeToggles(command, async (store, author) => {
        const latest = await store.readDocument();
        const toggle = requireToggle(latest?.document ?? EMPTY_DOCUMENT, key);
        await store.kill(key, variantOf(key, toggle, variant), author);
      }),
    );
}

function variantOf(key: string, toggle: Toggle, wanted: string | undefined): string {
  if (wanted === undefined) return safeVariantOf(toggle);
  if (Object.hasOwn(toggle.variants, wanted)) return wanted;
  const names = Object.keys(toggle.variants).join(', ');
  throw new Problem('toggle_invalid', `${key} has no variant '${wanted}'. Choose: ${names}`);
}
